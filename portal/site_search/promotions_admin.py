"""The screens of promoted results: Wagtail's, without the counts that the portal does not keep."""

from django.core.validators import URLValidator
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from wagtail.contrib.search_promotions import views
from wagtail.contrib.search_promotions.forms import SearchPromotionsFormSet

LINK_ERROR = _("Écrivez une adresse qui commence par https:// ou http://.")


class PromotionsFormSet(SearchPromotionsFormSet):
    def add_fields(self, form, *args, **kwargs):
        super().add_fields(form, *args, **kwargs)
        form.fields["external_link_text"].label = _("Texte du lien externe")
        address = form.fields["external_link_url"]
        address.label = _("Adresse du lien externe")
        address.error_messages["invalid"] = LINK_ERROR
        address.validators.append(URLValidator(schemes=["http", "https"]))


class FormSetMixin:
    @cached_property
    def searchpicks_formset(self):
        return PromotionsFormSet(self.request.POST or None, instance=self.object)


class IndexView(views.IndexView):
    columns = [column for column in views.IndexView.columns if column.name != "views"]


class CreateView(FormSetMixin, views.CreateView):
    pass


class EditView(FormSetMixin, views.EditView):
    pass
