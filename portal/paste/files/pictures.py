"""The pictures of a file, added to the images of the portal.

They are private until a published page shows them. They have no alternative text but that of the
file: the editor asks for it before publication.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from wagtail.images.permissions import permission_policy
from wagtail.models import Collection

from portal.core.users import User
from portal.media.models import Image
from portal.paste.files.formats import Format, TextFile
from portal.paste.pieces import Picture
from portal.uploads import images

FOLDERS = {Format.WORD: "word/", Format.OPEN_DOCUMENT: ""}  # before what pandoc calls them


def find_sources(file: TextFile) -> dict[str, bytes]:
    """Return the pictures that can be kept, by the names that pandoc gives them."""
    folder = FOLDERS.get(file.format)
    return {
        name.removeprefix(folder): content
        for name, content in file.parts.items()
        if folder is not None
        and name.startswith((f"{folder}media/", "Pictures/"))
        and PurePath(name).suffix[1:].lower() in settings.WAGTAILIMAGES_EXTENSIONS
    }


def find_collection(user: User) -> Collection | None:
    """Return the first collection to which the user may add images; None without any."""
    collections = permission_policy.collections_user_has_permission_for(user, "add")
    collection: Collection | None = collections.first()
    return collection


def add_images(
    pictures: Iterable[Picture], sources: Mapping[str, bytes], collection: Collection, user: User
) -> tuple[dict[str, Image], list[str]]:
    """Return the images that were added, by their sources, and why others could not be."""
    added: dict[str, Image] = {}
    refused: list[str] = []
    for number, picture in enumerate({each.source: each for each in pictures}.values(), 1):
        title = picture.alt or picture.caption or _("Image %d d’un texte importé") % number
        name = PurePath(picture.source).name
        try:
            content = images.clean(ContentFile(sources[picture.source], name), name)
        except ValidationError as error:
            refused.append(f"{title}\u00a0: {' '.join(error.messages)}")
            continue
        file = ContentFile(content, images.stored_name(name, content))
        added[picture.source] = Image.objects.create(
            title=title[:255],
            alt=picture.alt[:255],
            file=file,
            collection=collection,
            uploaded_by_user=user,
        )
    return added, refused
