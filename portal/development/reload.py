"""The style sheet, built anew when the pages' words or their own rules change.

It holds the rules of the design system that our templates, modules and scripts use: a class that a
template names for the first time is not in it yet.
"""

from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils.autoreload import BaseReloader, autoreload_started, file_changed

from portal.development.management.commands.prepare import Command

FOLDERS = [settings.BASE_DIR / "static", settings.BASE_DIR / "templates"]
WATCHED = {".css", ".html", ".js"}


def refresh() -> None:
    """Build the style sheet if anything that it is made from has changed."""
    Command().prepare_static(collect=False)


@receiver(autoreload_started, dispatch_uid="portal_style_sheet_watched")
def watch(sender: BaseReloader, **kwargs: Any) -> None:
    sender.watch_dir(settings.BASE_DIR / "static", "**/*")
    # The change that started the server anew may be one of a module's words
    Thread(target=refresh, daemon=True).start()


@receiver(file_changed, dispatch_uid="portal_style_sheet_changed")
def changed(sender: BaseReloader, file_path: Path, **kwargs: Any) -> bool | None:
    """Whether the change is dealt with: Django starts the server anew for any other."""
    ours = any(folder in file_path.parents for folder in FOLDERS)
    if not (ours and file_path.suffix in WATCHED):
        return None
    refresh()
    return True
