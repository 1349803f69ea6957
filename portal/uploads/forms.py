"""The forms of uploads in the administration: they show whether anyone may fetch the file."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from wagtailmedia.forms import BaseMediaForm

from portal.uploads import images
from portal.uploads.content import AnyFile
from portal.uploads.fields import clean_file
from portal.uploads.licences import LicenceField
from portal.wagtail_internals.content import is_stored


class PublicMixin(forms.ModelForm):  # type: ignore[type-arg]  # Django's takes no parameter
    """A form that shows whether the file is public, and never writes it."""

    public = forms.BooleanField(
        label=gettext_lazy("Public"),
        disabled=True,
        required=False,
        help_text=gettext_lazy(
            "Un fichier est public tant qu’une page publiée, ouverte à tous, s’en sert. Sinon, "
            "seules les personnes qui ont accès à sa collection peuvent l’ouvrir."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["public"] = self.instance.public
        if self.instance.pk is None or "file" not in self.fields:
            del self.fields["public"]  # just uploaded: no page can use the file

    def full_clean(self) -> None:
        """Clean the form. A row whose form is refused has its stored file again.

        Else the screen would look for the refused one among the stored files.
        """
        stored = self.initial.get("file")
        super().full_clean()
        is_refused = bool(self.errors) and not is_stored(self.instance.file)
        if stored and is_refused and stored.storage.exists(stored.name):
            self.instance.file = stored


class ImageFormField(WagtailImageField):
    """A field that cleans the picture before Wagtail decodes it to check its size."""

    def to_python(self, data: UploadedFile | None) -> AnyFile | None:
        """Return the cleaned file. Raise ValidationError when the cleaner refuses it."""
        file = forms.FileField.to_python(self, data)
        return clean_file(file, file.name or "", images.clean) if file else None


class ImageForm(PublicMixin, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            self.fields["file"] = ImageFormField(label=file.label, widget=file.widget)
        if "licence" in self.fields:
            label = self.fields["licence"].label
            self.fields["licence"] = LicenceField(label=label, required=False, max_length=120)


class DocumentForm(PublicMixin, BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if file := self.fields.get("file"):
            file.help_text = _(
                "%(types)s. Le nom des auteurs s’efface de lui-même\u00a0; un document qui garde "
                "des révisions, des commentaires, du contenu masqué, joint ou qui s’exécute est "
                "refusé, avec la liste de ce qu’il faut retirer."
            ) % {"types": ", ".join(settings.WAGTAILDOCS_EXTENSIONS).upper()}


class MediaForm(PublicMixin, BaseMediaForm):
    """A form that asks neither the size nor the duration of a video: its file says them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.type == "video":
            for name in ("duration", "width", "height"):
                self.fields.pop(name, None)
        if file := self.fields.get("file"):
            file.widget.attrs["data-title-field"] = self["title"].id_for_label
