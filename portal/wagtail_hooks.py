"""The hooks of the portal's packages: Wagtail imports this module, and this one imports theirs.

The hooks that applications may register are described in `docs/hooks.md`.
"""

import portal.admin.accounts.wagtail_hooks
import portal.admin.attempts.wagtail_hooks
import portal.admin.factors.wagtail_hooks
import portal.admin.review_rules.wagtail_hooks
import portal.admin.sessions.wagtail_hooks
import portal.admin.sso.wagtail_hooks
import portal.admin.wagtail_hooks
import portal.audit.wagtail_hooks
import portal.blocks.wagtail_hooks
import portal.bundles.wagtail_hooks
import portal.catalogue.wagtail_hooks
import portal.content_checks.wagtail_hooks
import portal.dashboard.wagtail_hooks
import portal.media.wagtail_hooks
import portal.outbox.wagtail_hooks
import portal.outside_links.wagtail_hooks
import portal.pages.wagtail_hooks
import portal.paste.wagtail_hooks
import portal.publications.wagtail_hooks
import portal.redirects.wagtail_hooks
import portal.site_search.wagtail_hooks
import portal.uploads.wagtail_hooks
import portal.versions.wagtail_hooks
import portal.withdrawal.wagtail_hooks
import portal.worker.wagtail_hooks
import portal.workflow.wagtail_hooks  # noqa: F401
