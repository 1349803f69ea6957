"""The administration's forms of uploads: they say whether anyone may fetch the file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from wagtailmedia.forms import BaseMediaForm

from portal.uploads import images
from portal.uploads.fields import clean


class PublicMixin(forms.ModelForm):
    """On the form that edits a file: shown, never written."""

    public = forms.BooleanField(
        label=_("Public"),
        disabled=True,
        required=False,
        help_text=_(
            "Un fichier est public tant qu’une page publiée, ouverte à tous, s’en sert. Sinon, "
            "seules les personnes qui ont accès à sa collection peuvent l’ouvrir."
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["public"] = self.instance.public
        if self.instance.pk is None or "file" not in self.fields:
            del self.fields["public"]  # just uploaded: it cannot be in use


class ImageFormField(WagtailImageField):
    def to_python(self, data):
        """Wagtail decodes the picture before it asks for its size."""
        file = forms.FileField.to_python(self, data)
        return file and clean(file, file.name, images.clean)


class ImageForm(PublicMixin, BaseImageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = ImageFormField(label=file.label, widget=file.widget)


class DocumentForm(PublicMixin, BaseDocumentForm):
    pass


class MediaForm(PublicMixin, BaseMediaForm):
    pass
