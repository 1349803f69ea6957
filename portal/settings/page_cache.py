"""The pages that each web process keeps in its memory (portal.site.page_cache)."""

from portal.settings.applications import DEBUG
from portal.settings.environment import env

# With DEBUG, who changes a template wants to see it
PAGE_CACHE_MB = env.int("PAGE_CACHE_MB", default=0 if DEBUG else 64)  # 0 keeps none
