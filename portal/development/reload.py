"""The rebuilding of the style sheet when a template, a script or our own rules change.

The sheet has only the rules of the design system that our templates, modules and scripts use: a
class that a template uses for the first time is not in it yet.
"""

from pathlib import Path
from threading import Thread
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.utils.autoreload import BaseReloader, autoreload_started, file_changed

from portal.development.management.commands.prepare import prepare_static

FOLDERS = [settings.BASE_DIR / "static", settings.BASE_DIR / "templates"]
SUFFIXES = {".css", ".html", ".js"}


def rebuild_stylesheet() -> None:
    """Build the style sheet if anything that it is made from has changed."""
    prepare_static(collect=False)


@receiver(autoreload_started, dispatch_uid="portal_style_sheet_watched")
def watch_static_files(sender: BaseReloader, **kwargs: Any) -> None:
    """Have Django watch our static files, and rebuild the sheet once."""
    sender.watch_dir(settings.BASE_DIR / "static", "**/*")
    # The server may have restarted because a module, which may hold names of classes, has changed
    Thread(target=rebuild_stylesheet, daemon=True).start()


@receiver(file_changed, dispatch_uid="portal_style_sheet_changed")
def rebuild_on_change(sender: BaseReloader, file_path: Path, **kwargs: Any) -> bool | None:
    """Return True when the file is one of ours; for another, Django restarts the server."""
    is_ours = any(folder in file_path.parents for folder in FOLDERS)
    if not (is_ours and file_path.suffix in SUFFIXES):
        return None
    rebuild_stylesheet()
    return True
