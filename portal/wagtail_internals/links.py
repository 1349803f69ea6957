"""The class that finds the address of a row in the administration, by the model of the row.

`AdminURLFinder` asks for each row whether its user may open it, which is a query for many models.
Who has a page of rows asks the policy of the class once instead.
"""

from typing import Any

from django.db.models import Model

from wagtail.admin.admin_url_finder import finder_classes


def find_url_finder(model: type[Model]) -> Any:
    """Return the class that is registered for the model; None if the model has no screen.

    Read in Wagtail 7.4.4: `wagtail.admin.admin_url_finder` keeps the classes in `finder_classes`.
    """
    return finder_classes.get_by_type(model)
