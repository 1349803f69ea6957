"""The drawings and fonts that a sheet names: small ones inside it, the others beside it."""

import re
import shutil
from pathlib import Path
from urllib.parse import quote

from portal.stylesheet.design_system import PICTOGRAMS, ROOT

SAFE = " =:/.,;()-+_!*'<>"  # characters that an address in quotes may hold as they are
INLINE_LIMIT = 2_500  # bytes: below it, a drawing costs less inside the sheet than a request


def inlined(sheet: str) -> str:
    """The sheet with its small drawings inside it."""

    def replace(match: re.Match) -> str:
        path = Path(match[1])
        if path.suffix != ".svg" or path.stat().st_size > INLINE_LIMIT:
            return match[0]
        drawing = re.sub(r">\s+<", "><", path.read_text().strip()).replace('"', "'")
        return f'url("data:image/svg+xml,{quote(drawing, safe=SAFE)}")'

    return re.sub(r'url\("(/[^"]+)"\)', replace, sheet)


def carried(sheet: str, target: Path) -> str:
    """The sheet with its other files copied beside it, at addresses relative to it."""

    def replace(match: re.Match) -> str:
        path = Path(match[1])
        if path.suffix == ".woff":  # every browser that we serve knows woff2
            return match[0]
        carry(path, target / path.parent.name, path.stem)
        return f"url(../{path.parent.name}/{path.name})"

    sheet = re.sub(r',url\("?[^)]+?\.woff"?\)\s*format\("?woff"?\)', "", sheet)
    return re.sub(r'url\("?(/[^")]+)"?\)', replace, sheet)


def carry_pictograms(target: Path) -> None:
    for name, drawing in PICTOGRAMS.items():
        carry(ROOT / "artwork" / "pictograms" / f"{drawing}.svg", target / "pictograms", name)


def carry(path: Path, folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, folder / f"{name}{path.suffix}")
