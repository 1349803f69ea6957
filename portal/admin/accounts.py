"""The screens of users and groups, where nobody gives a permission that they do not have.

Wagtail lets whoever adds users make superusers of them, and whoever edits groups tick any right.
"""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Field, ModelForm

from wagtail.users import forms
from wagtail.users.views import groups, users

from portal.admin_access import current_user
from portal.core.users import User


def is_superuser() -> bool:
    """Whether the user of the administration is a superuser."""
    user = current_user.get()
    return user is not None and user.is_superuser


class SuperuserFieldMixin:
    """A form of a user in which superusers alone make superusers."""

    fields: dict[str, Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = not is_superuser()


class UserCreationForm(SuperuserFieldMixin, forms.UserCreationForm):
    pass


class UserEditForm(SuperuserFieldMixin, forms.UserEditForm):
    pass


class EditView(users.EditView):
    """The form of a user; raise PermissionDenied for those who open a superuser's and are none.

    They could set the password.
    """

    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        edited: User = super().get_object(queryset)
        if edited.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return edited


class UserViewSet(users.UserViewSet):
    edit_view_class = EditView

    def get_form_class(self, for_update: bool = False) -> "type[ModelForm[User]]":
        return UserEditForm if for_update else UserCreationForm


class GroupForm(forms.GroupForm):
    """Propose the permissions that the user has; the group keeps its others."""

    registered_permissions: QuerySet[Permission]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_superuser():
            user = current_user.get()
            own = Permission.objects.filter(group__user=user.pk) if user else []
            self.registered_permissions = self.registered_permissions.filter(pk__in=own)
            self.fields["permissions"].queryset = self.registered_permissions


class GroupViewSet(groups.GroupViewSet):
    def get_form_class(self, for_update: bool = False) -> "type[ModelForm[Group]]":
        return GroupForm
