"""The widths of the previews in the editor, in CSS pixels: those of readers' screens."""

from django.utils.translation import gettext_lazy as _

SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 390, "label": _("Aperçu sur mobile")},
    {
        "name": "tablet",
        "icon": "tablet-alt",
        "device_width": 768,
        "label": _("Aperçu sur tablette"),
    },
    {
        "name": "desktop",
        "icon": "desktop",
        "device_width": 1280,
        "label": _("Aperçu sur ordinateur"),
    },
]
