"""The portal as a WSGI application, with the pages that it keeps in front of Django."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A visitor's request must not hold the database; commands and migrations take their time.
os.environ.setdefault("STATEMENT_TIMEOUT", "5")
django_application = get_wsgi_application()

from portal.site.front_cache import with_moment  # noqa: E402 (the applications are ready now)
from portal.site.page_cache import with_page_cache  # noqa: E402

application = with_moment(with_page_cache(django_application))
