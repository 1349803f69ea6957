"""The only settings, read from the environment; by default they are those of production.

`docs/operations.md` describes each variable. `DEVELOPMENT=1` alone makes anything less strict.
"""

import django_stubs_ext

from portal.settings.accounts import *
from portal.settings.applications import *
from portal.settings.caches import *
from portal.settings.database import *
from portal.settings.embeddings import *
from portal.settings.environment import *
from portal.settings.environment import DEVELOPMENT, env
from portal.settings.files import *
from portal.settings.hosts import *
from portal.settings.logs import *
from portal.settings.mail import *
from portal.settings.page_cache import *
from portal.settings.security import *
from portal.settings.single_sign_on import *
from portal.settings.wagtail import *

django_stubs_ext.monkeypatch()  # before a class is derived from FormView[…] or another generic one

# Dashboard: the reminders of the landing page

REVIEW_LATE_DAYS = env.int("REVIEW_LATE_DAYS", default=3)  # of waiting for a review
FIGURES_KEPT_MONTHS = env.int("FIGURES_KEPT_MONTHS", default=12)  # before they are old

# Search

SEARCH_ANSWERS = env.bool("SEARCH_ANSWERS", default=True)  # above the results of questions

# Outside links: whether the worker asks their addresses, which tells others of the texts

CHECK_OUTSIDE_LINKS = env.bool("CHECK_OUTSIDE_LINKS", default=DEVELOPMENT)

# Personal data

JOURNALISTS_KEPT_DAYS = env.int("JOURNALISTS_KEPT_DAYS", default=730)  # after the last text sent
