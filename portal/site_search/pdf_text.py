"""The text of a PDF, page by page, read in a process of its own, which has bounds.

`python -m portal.site_search.pdf_text` reads the file on standard input, and writes a JSON list.
"""

import io
import json
import logging
import resource
import subprocess
import sys

from pypdf import PdfReader

MAX_PAGES = 200
MAX_SECONDS = 30
MAX_MEMORY = 1024 * 1024 * 1024  # bytes

logger = logging.getLogger(__name__)


def pages_of(content: bytes) -> list[str]:
    """Return the text of each page; none for a file that cannot be read within the bounds."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(  # noqa: S603 (our own module)
            command, input=content, capture_output=True, check=True, timeout=MAX_SECONDS * 2
        )
        pages: list[str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        logger.warning("The text of a PDF could not be read: %s", type(error).__name__)
        return []
    return pages


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))
    reader = PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    json.dump([page.extract_text() for page in reader.pages[:MAX_PAGES]], sys.stdout)


if __name__ == "__main__":
    main()
