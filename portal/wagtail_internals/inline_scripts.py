"""The inline script by which each chooser of Wagtail's starts: an element says the same."""

import json
import re
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from wagtail.admin.widgets import BaseChooser

CALL = re.compile(r"(?:new )?(?P<function>\w+)\((?P<arguments>.*)\);", re.DOTALL)


def render(
    self: BaseChooser, name: str, value: Any, attrs: dict[str, Any], renderer: Any = None
) -> SafeString:
    """Return the field, then the element that names the call of `render_js_init`.

    Wagtail 7.4.4, `BaseChooser.render`, writes that call between the tags of a script.
    """
    value_data = self.get_value_data(value)
    call = CALL.fullmatch(self.render_js_init(attrs["id"], name, value_data))
    if call is None:
        raise ValueError(f"{type(self).__name__} starts in another way")
    target, *options = json.loads(f"[{call['arguments']}]")
    element = render_to_string(
        "portal/admin/initialise_widget.html",
        {
            "function": call["function"],
            "target": target,
            "options": json.dumps(options[0]) if options else "",
        },
    )
    return SafeString(self.render_html(name, value_data, attrs) + element)


def replace_inline_scripts() -> None:
    """Let choosers name what they start; the application calls it once, when it starts."""
    BaseChooser.render = render
