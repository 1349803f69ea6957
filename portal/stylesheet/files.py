"""The images and fonts of a sheet: small SVG images inside it, the other files beside it."""

import re
import shutil
from pathlib import Path
from urllib.parse import quote

from portal.stylesheet.design_system import PICTOGRAMS, ROOT

SAFE = " =:/.,;()-+_!*'<>"  # characters that a quoted data: URL may hold unescaped
INLINE_LIMIT = 2_500  # bytes: below it, an image costs less inside the sheet than a request


def with_inline_images(sheet: str) -> str:
    """Return the sheet with its small SVG images as data: URLs."""

    def replace(match: re.Match[str]) -> str:
        path = Path(match[1])
        if path.suffix != ".svg" or path.stat().st_size > INLINE_LIMIT:
            return match[0]
        image = re.sub(r">\s+<", "><", path.read_text().strip()).replace('"', "'")
        return f'url("data:image/svg+xml,{quote(image, safe=SAFE)}")'

    return re.sub(r'url\("(/[^"]+)"\)', replace, sheet)


def with_copied_files(sheet: str, target: Path) -> str:
    """Copy the files of the sheet below `target`; return the sheet with their relative URLs."""

    def replace(match: re.Match[str]) -> str:
        path = Path(match[1])
        if path.suffix == ".woff":  # every supported browser knows woff2
            return match[0]
        copy_file(path, target / path.parent.name, path.stem)
        return f"url(../{path.parent.name}/{path.name})"

    sheet = re.sub(r',url\("?[^)]+?\.woff"?\)\s*format\("?woff"?\)', "", sheet)
    return re.sub(r'url\("?(/[^")]+)"?\)', replace, sheet)


def copy_pictograms(target: Path) -> None:
    for name, pictogram in PICTOGRAMS.items():
        copy_file(ROOT / "artwork" / "pictograms" / f"{pictogram}.svg", target / "pictograms", name)


def copy_file(path: Path, folder: Path, name: str) -> None:
    """Copy a file into the folder, under this name with the same suffix."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / f"{name}{path.suffix}")
