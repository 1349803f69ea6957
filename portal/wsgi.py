"""The portal as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
# A visitor's request must not hold the database; commands and migrations take their time.
os.environ.setdefault("STATEMENT_TIMEOUT", "5")
application = get_wsgi_application()
