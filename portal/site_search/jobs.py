"""What the worker does each night for the search."""

from io import StringIO

from django.core.management import call_command

from portal.core.jobs import job
from portal.site_search import statistics


@job
def build_vocabulary() -> None:
    """Build anew the words that suggestions and corrections may use."""
    call_command("build_vocabulary", stdout=StringIO())


@job
def forget_searches() -> None:
    """Delete the counts of searches that are older than promised."""
    statistics.forget()
