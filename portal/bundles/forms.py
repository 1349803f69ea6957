"""The forms of bundles."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from wagtail.admin.forms import WagtailAdminModelForm

from portal.bundles.candidates import candidates, colleagues
from portal.bundles.models import Bundle
from portal.core.users import User
from portal.publications import PublicationPage
from portal.workflow.setup import index_page_types

if TYPE_CHECKING:  # Django's own take no type parameters
    TextsFieldBase = ModelMultipleChoiceField[PublicationPage]
    PeopleFieldBase = ModelMultipleChoiceField[User]
    BundleChoiceFieldBase = ModelChoiceField[Bundle]
else:
    TextsFieldBase = PeopleFieldBase = ModelMultipleChoiceField
    BundleChoiceFieldBase = ModelChoiceField


class TextsField(TextsFieldBase):
    """Texts to gather, as boxes to tick."""

    def __init__(self, queryset: QuerySet[PublicationPage], **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple
        super().__init__(queryset, widget=widget, required=False, **kwargs)

    def label_from_instance(self, page: Any) -> str:
        return f"{page.get_admin_display_title()} – {page.page_type_display_name}"


class PeopleField(PeopleFieldBase):
    def label_from_instance(self, user: Any) -> str:
        return str(user.get_full_name() or user.get_username())


class BundleForm(WagtailAdminModelForm):
    """The form of a bundle, with its first texts when it is new."""

    for_user: User

    class Meta(WagtailAdminModelForm.Meta):  # with its fields of dates
        model = Bundle
        fields = ["title", "at", "notice_minutes", "sections", "people"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        meta: Any = Bundle._meta
        sections, people = (meta.get_field(name) for name in ("sections", "people"))
        self.fields["sections"] = forms.MultipleChoiceField(
            choices=[(index.section.key, index.section.name) for index in index_page_types()],
            label=capfirst(sections.verbose_name),
            help_text=sections.help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["people"] = PeopleField(
            colleagues(self.for_user),
            label=capfirst(people.verbose_name),
            help_text=people.help_text,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        if not self.instance.pk:
            self.fields["texts"] = TextsField(
                candidates(self.for_user),
                label=_("Textes"),
                help_text=_(
                    "Ceux que vous pouvez modifier, et qui ne sont pas en ligne. Chacun garde sa "
                    "relecture\u00a0; d’autres s’ajoutent ensuite, depuis leur éditeur aussi."
                ),
            )

    def chosen_people(self) -> list[User]:
        """Return whom to tell: those of other sections whom somebody else named stay."""
        chosen, bundle = list(self.cleaned_data["people"]), self.instance
        field: Any = self.fields["people"]
        others = bundle.people.exclude(pk__in=field.queryset.values("pk")) if bundle.pk else []
        return [*chosen, *others]


class AddTextsForm(forms.Form):
    """Texts to add to a bundle."""

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texts"] = TextsField(candidates(user), label=_("Ajouter des textes"))


class BundleChoiceField(BundleChoiceFieldBase):
    def label_from_instance(self, bundle: Any) -> str:
        return f"{bundle.title} – {bundle.when}"


class JoinForm(forms.Form):
    """The bundle that a text joins."""

    def __init__(self, *args: Any, bundles: QuerySet[Bundle], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["bundle"] = BundleChoiceField(
            bundles,
            label=_("Publication groupée"),
            widget=forms.RadioSelect,
            empty_label=None,
        )
