"""The folders of installed packages, found without importing the packages."""

from importlib.util import find_spec
from pathlib import Path


def package_folder(name: str) -> Path:
    """Return the folder of a package. Raise ModuleNotFoundError when it is not installed."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"No package named {name}", name=name)
    return Path(spec.origin).parent
