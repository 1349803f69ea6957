"""Choosers of the rows that all sections share: whoever writes pages may choose one.

The chooser of any other snippet is for those who may view, add, change or delete its rows.
"""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy
from wagtail.snippets.views import chooser

from portal.core.users import User


class SharedPolicy(ModelPermissionPolicy):
    """Give whoever writes pages some actions on the rows, beside the permissions of the model."""

    actions_of_writers = frozenset({"choose"})

    def user_has_permission(self, user: User, action: str) -> bool:
        is_of_writers = action in self.actions_of_writers
        if is_of_writers and page_permission_policy.user_has_permission(user, "add"):
            return True
        return bool(super().user_has_permission(user, action))


class ChosenView(chooser.SnippetChosenView):
    permission_policy = None  # the viewset hands its own to the views that have this attribute


class ChosenMultipleView(chooser.SnippetChosenMultipleView):
    permission_policy = None


class SharedChooserViewSet(chooser.SnippetChooserViewSet):
    policy_class = SharedPolicy
    chosen_view_class = ChosenView
    chosen_multiple_view_class = ChosenMultipleView

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission_policy = self.policy_class(self.model)
