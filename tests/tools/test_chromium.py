"""The browser of the tests: where there is none to be had, one sentence says so."""

import os
import subprocess
import sys


def test_without_any_chromium_one_sentence_says_what_to_do(tmp_path):
    environment = {
        "HOME": str(tmp_path),
        "PATH": str(tmp_path),  # no Chromium, and no apt-get
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
        "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9",  # where nothing answers
    }
    result = subprocess.run(
        [sys.executable, "-c", "from tests.support import chromium; chromium.require()"],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 1
    assert result.stdout == "Installation de Chromium (playwright install chromium)…\n"
    assert result.stderr.startswith("Les tests demandent un Chromium : installez-en un")
    assert result.stderr.count("\n") == 1
