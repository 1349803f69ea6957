"""Contacts and places that writers propose from the editor, for validators to confirm."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.auth import get_permission_codename
from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views import chooser, snippets

from portal.admin.shared_choosers import SharedChooserViewSet, SharedPolicy
from portal.core.snippets import ContactForm, MediaContact, Place
from portal.core.users import User
from portal.workflow.resources import section_users, user_roles
from portal.workflow.sections import Role
from portal.workflow.setup import index_page_types

TO_CONFIRM = BooleanColumn("to_confirm", label=gettext_lazy("À confirmer"))


def can_confirm(user: User, model: type[Model]) -> bool:
    """Whether the user may change the rows of the model, and so confirm them."""
    codename = get_permission_codename("change", model._meta)
    return bool(user.has_perm(f"{model._meta.app_label}.{codename}"))


class ProposalPolicy(SharedPolicy):
    """Whoever writes pages may choose a row in the chooser of the editor, or propose one."""

    actions_of_writers = frozenset({"choose", "add"})


class ProposalView(chooser.SnippetCreateView):
    """Create a row; that of a writer is to be confirmed, and validators are told."""

    @transaction.atomic
    def save_form(self, form: forms.ModelForm) -> Model:  # type: ignore[type-arg]
        form.instance.to_confirm = not can_confirm(self.request.user, type(form.instance))
        row: Model = super().save_form(form)
        if form.instance.to_confirm:
            tell_validators(row, self.request.user)
        return row


def tell_validators(row: Model, user: User) -> None:
    """Write to the validators of the user's sections who may confirm the row."""
    keys = {section for section, _role in user_roles(user)}
    sections = {index.section for index in index_page_types() if index.section.key in keys}
    validators = {
        validator
        for section in sections
        for validator in section_users(section, Role.VALIDATORS)
        if validator.email and can_confirm(validator, type(row))
    }
    edit_view = row.snippet_viewset.get_url_name("edit")  # type: ignore[attr-defined]
    context = {
        "row": row,
        "kind": row._meta.verbose_name,
        "number": row.pk,
        "author": user,
        "url": settings.WAGTAILADMIN_BASE_URL + reverse(edit_view, args=[quote(row.pk)]),
    }
    text = render_to_string("portal/admin/proposal.txt", context)
    # Without its name, which may be that of a person: mail servers read subjects.
    subject = _("À confirmer\u00a0: %(kind)s n°\u00a0%(number)s") % context
    for validator in validators:
        send_mail(subject, text, None, [validator.email])


class ConfirmingView(snippets.EditView):
    """The form of a row, which confirms it when it is saved."""

    def save_instance(self) -> Model:
        self.form.instance.to_confirm = False
        instance: Model = super().save_instance()
        return instance


class ContactProposalForm(ContactForm):
    class Meta:
        model = MediaContact
        fields = ["name", "entity", "email", "phone"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not (cleaned.get("email") or cleaned.get("phone") or self.errors):
            self.add_error("email", _("Donnez une adresse électronique ou un téléphone."))
        return cleaned


class PlaceProposalForm(ContactForm):
    class Meta:
        model = Place
        fields = ["name", "department", "code", "address"]

    def clean(self) -> dict[str, Any]:
        """Name the place in addresses; refuse a name whose address is taken."""
        cleaned = super().clean()
        self.instance.slug = slugify(cleaned.get("name", ""))[:80]
        if not self.instance.slug or Place.objects.filter(slug=self.instance.slug).exists():
            self.add_error("name", _("Ce lieu existe déjà, ou son nom n’a pas de lettres."))
        return cleaned


class RowsMixin(chooser.BaseSnippetChooseView):
    """A chooser that shows what tells one row from another."""

    shown_fields = {
        MediaContact: ("email", "phone"),
        Place: ("department",),
    }

    @property
    def columns(self) -> list[Column]:
        names = self.shown_fields[self.model]
        labels = {name: self.model._meta.get_field(name).verbose_name for name in names}
        columns = [Column(name, label=str(label).capitalize()) for name, label in labels.items()]
        return [*super().columns, *columns, TO_CONFIRM]


class ChooseView(RowsMixin, chooser.ChooseView):
    pass


class ChooseResultsView(RowsMixin, chooser.ChooseResultsView):
    pass


class ProposalChooserViewSet(SharedChooserViewSet):
    policy_class = ProposalPolicy
    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
    create_view_class = ProposalView
    creation_tab_label = gettext_lazy("Ajouter")
    create_action_label = gettext_lazy("Ajouter et choisir")


class ContactChooserViewSet(ProposalChooserViewSet):
    creation_form_class = ContactProposalForm


class PlaceChooserViewSet(ProposalChooserViewSet):
    creation_form_class = PlaceProposalForm
