"""The screens of users and groups: Wagtail's, with the acts of accounts behind them."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import time_format
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn, Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.users.views import groups, users
from wagtail.users.views.bulk_actions.user_bulk_action import UserBulkAction

from allauth.mfa.models import Authenticator

from portal.admin.accounts import acts, rules
from portal.admin.accounts.break_glass import is_break_glass
from portal.admin.accounts.forms import AccountFormMixin, UserCreationForm, UserEditForm
from portal.admin.accounts.models import PERMISSION, AccountRequest
from portal.admin.attempts.models import AttemptCounter
from portal.admin_access import AdminRequest
from portal.core.reauthentication import ReauthenticationMixin
from portal.core.users import User

# Wagtail's bulk actions write past the rules and the log: no model has them. One by one is safer.
UserBulkAction.models = []

WAITING_MESSAGE = gettext_lazy(
    "Ce qui donne plus de droits attend la confirmation d’une seconde personne."
)


class AccountFormViewMixin:
    """Save the form of an account: at once what gives no power, and ask for the rest."""

    request: AdminRequest
    form: AccountFormMixin
    action: str

    def save_instance(self) -> User:
        account, actor = self.form.instance, self.request.user
        is_new = account.pk is None
        gains = self.form.set_gains_apart()
        with acts.recorded(account, actor, acts.CREATE_ACTION if is_new else acts.CHANGE_ACTION):
            self.form.save()  # type: ignore[attr-defined] # of the form that it is mixed into
        if any(gains):
            asked = acts.ask(account, actor, **gains._asdict())
            url = reverse("account_request", args=[asked.pk])
            button = messages.button(url, _("Lire la demande"))
            messages.info(self.request, WAITING_MESSAGE, buttons=[button])
        elif is_new:
            acts.send_link(account, actor)
        return account


class IndexView(users.IndexView):
    @cached_property
    def columns(self) -> list[Column]:
        columns = super().columns
        return [each for each in columns if not isinstance(each, BulkActionsCheckboxColumn)]


class CreateView(AccountFormViewMixin, ReauthenticationMixin, users.CreateView):
    pass


class EditView(AccountFormViewMixin, ReauthenticationMixin, users.EditView):
    """The form of a user; raise PermissionDenied for those who may not change this account."""

    def get_object(self, queryset: QuerySet[User] | None = None) -> User:
        edited: User = super().get_object(queryset)
        if self.request.user.has_perm(PERMISSION) and not rules.may_manage(
            self.request.user, edited
        ):
            raise PermissionDenied
        return edited

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        waiting = AccountRequest.objects.filter(account=self.object).first()
        if waiting:
            url = reverse("account_request", args=[waiting.pk])
            button = messages.button(url, _("Lire la demande"))
            text = _("Une demande sur ce compte attend une seconde personne.")
            messages.warning(request, text, buttons=[button])
        if end := AttemptCounter.objects.lock_end(self.object):
            url = reverse("account_unlock", args=[self.object.pk])
            button = messages.button(url, _("Lever l’attente"))
            text = _("Des essais ont échoué\u00a0: ce compte attend jusqu’à %s.")
            messages.warning(request, text % time_format(localtime(end)), buttons=[button])
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    @cached_property
    def header_buttons(self) -> list[Button]:
        if not (self.object.is_active and self.object.email) or is_break_glass(self.object):
            return []
        buttons = []
        if settings.LOCAL_PASSWORDS:
            url = reverse("account_link", args=[self.object.pk])
            label = _("Envoyer un lien de mot de passe")
            buttons.append(HeaderButton(label, url=url, icon_name="mail"))
        if Authenticator.objects.filter(user=self.object).exists():
            url = reverse("account_lost_factors", args=[self.object.pk])
            buttons.append(HeaderButton(_("Facteurs perdus"), url=url, icon_name="key"))
        url = reverse("account_close_sessions", args=[self.object.pk])
        buttons.append(HeaderButton(_("Fermer les sessions"), url=url, icon_name="logout"))
        return buttons


class DeleteView(ReauthenticationMixin, users.DeleteView):
    def run_before_hook(self) -> HttpResponse | None:
        if message := rules.deletion_fault(self.object):
            messages.error(self.request, message)
            return redirect("wagtailusers_users:edit", self.object.pk)
        response: HttpResponse | None = super().run_before_hook()
        return response

    def delete_action(self) -> None:
        acts.delete(self.object, self.request.user)


class UserViewSet(users.UserViewSet):
    copy_view_enabled = False  # it would write over the account that is copied
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView

    def get_form_class(self, for_update: bool = False) -> "type[ModelForm[User]]":
        return UserEditForm if for_update else UserCreationForm


class SuperuserPolicy(ModelPermissionPolicy):
    """A policy for what superusers alone do, whatever permissions a group holds."""

    def user_has_permission(self, user: User, action: str) -> bool:
        return user.is_active and user.is_superuser

    def user_has_any_permission(self, user: User, actions: list[str]) -> bool:
        return user.is_active and user.is_superuser


class RecordedGroupMixin(ReauthenticationMixin):
    """A view that writes down what it changes of the rights of a group."""

    request: AdminRequest
    object: Group

    def process_form(self) -> HttpResponse:
        with acts.recorded_group(self.object, self.request.user):
            response: HttpResponse = super().process_form()  # type: ignore[misc]
        return response


class GroupCreateView(RecordedGroupMixin, groups.CreateView):
    pass


class GroupEditView(RecordedGroupMixin, groups.EditView):
    pass


class GroupDeleteView(ReauthenticationMixin, groups.DeleteView):
    def delete_action(self) -> None:
        with acts.recorded_group(self.object, self.request.user):
            super().delete_action()


class GroupViewSet(groups.GroupViewSet):
    add_view_class = GroupCreateView
    edit_view_class = GroupEditView
    delete_view_class = GroupDeleteView

    @property
    def permission_policy(self) -> SuperuserPolicy:
        return SuperuserPolicy(self.model)

    def register_permissions(self) -> None:
        """Offer no permission on groups: none would give any power."""
