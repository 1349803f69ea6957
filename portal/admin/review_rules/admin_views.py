"""The form of the rules of a section, and the screen where a second person answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.admin import messages
from wagtail.contrib.settings.views import EditView

from portal.admin.review_rules import acts
from portal.admin.review_rules.models import RulesRequest, section_with
from portal.admin.second_person.models import is_chief
from portal.admin.second_person.views import AnswerView
from portal.workflow.sections import SectionRules

ICON = "lock"
WAITING_MESSAGE = gettext_lazy(
    "Ce qui affaiblit la relecture attend la confirmation d’une seconde personne\u00a0: la règle "
    "reste en vigueur jusque-là."
)


class RulesView(EditView):
    """The form of the rules: it saves at once what is stricter, and asks for the rest."""

    is_waiting = False

    def run_before_hook(self) -> None:
        """Run no hook: this view is the answer of one."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = section_with(self.object).key
        if waiting := RulesRequest.objects.filter(section_key=key).first():
            url = reverse("rules_request", args=[waiting.pk])
            button = messages.button(url, _("Lire la demande"))
            text = _("Une demande sur ces règles attend une seconde personne.")
            messages.warning(request, text, buttons=[button])
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def save_instance(self) -> SectionRules:
        rules, actor = self.form.instance, self.request.user
        names = [] if is_chief(actor) else acts.weakened(acts.stored_rules(rules), rules)
        for name in names:
            setattr(rules, name, True)
        saved: SectionRules = self.form.save()  # its change is logged where it is saved
        if names:
            acts.ask(saved, names, actor)
            self.is_waiting = True
        return saved

    def get_success_message(self) -> str | None:
        if self.is_waiting:
            messages.info(self.request, WAITING_MESSAGE)
            return None
        message: str = super().get_success_message()
        return message


def open_rules(request: HttpRequest, setting: object) -> HttpResponseBase | None:
    """Answer for the rules of a section in the place of Wagtail's form of settings."""
    if not isinstance(setting, SectionRules):
        return None
    meta = type(setting)._meta
    view = RulesView.as_view()
    response: HttpResponseBase = view(request, meta.app_label, meta.model_name, pk=setting.pk)
    return response


class RequestView(AnswerView):
    """A request, with what it switches off."""

    model = RulesRequest
    list_url_name = "wagtailadmin_home"
    template_name = "portal/admin/review_rules/request.html"
    page_title = gettext_lazy("Relecture à affaiblir")
    header_icon = ICON

    def get_page_subtitle(self) -> str:
        return str(self.asked.section.name)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def confirm(self) -> str:
        acts.confirm(self.asked, self.request.user)
        return _("C’est fait\u00a0: la relecture est affaiblie, et la validation prévenue.")

    def refuse(self) -> str:
        acts.refuse(self.asked, self.request.user)
        return _("Les règles de relecture restent ce qu’elles sont.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        fields = type(self.asked.section.rules)._meta
        return super().get_context_data(**kwargs) | {
            "lines": acts.wanted(self.asked).lines(),
            "meanings": [fields.get_field(name).help_text for name in self.asked.names],
        }
