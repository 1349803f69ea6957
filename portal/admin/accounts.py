"""The screens of people and of groups: nobody gives there a power that he or she lacks.

Wagtail lets whoever adds users make superusers of them, and whoever edits groups tick any right.
"""

from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied

from wagtail.users import forms
from wagtail.users.views import groups, users

from portal.admin_access import reader


class GivesNoSuperpower:
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = not reader.get().is_superuser


class UserCreationForm(GivesNoSuperpower, forms.UserCreationForm):
    pass


class UserEditForm(GivesNoSuperpower, forms.UserEditForm):
    pass


class EditView(users.EditView):
    """Who sets a superuser's password is one."""

    def get_object(self, queryset=None):
        edited = super().get_object(queryset)
        if edited.is_superuser and not self.request.user.is_superuser:
            raise PermissionDenied
        return edited


class UserViewSet(users.UserViewSet):
    edit_view_class = EditView

    def get_form_class(self, for_update=False):
        return UserEditForm if for_update else UserCreationForm


class GroupForm(forms.GroupForm):
    """It proposes the rights of whoever fills it in; the others of the group stay as they are."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not reader.get().is_superuser:
            own = Permission.objects.filter(group__user=reader.get()).values("pk")
            self.registered_permissions = self.registered_permissions.filter(pk__in=own)
            self.fields["permissions"].queryset = self.registered_permissions


class GroupViewSet(groups.GroupViewSet):
    def get_form_class(self, for_update=False):
        return GroupForm
