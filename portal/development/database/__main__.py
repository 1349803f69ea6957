"""Run a command with a database at hand: python -m portal.development.database COMMAND…"""

import os
import sys

from portal.development.database import run, running

if len(sys.argv) < 2:
    sys.exit("Usage : python -m portal.development.database COMMANDE…")
os.environ.setdefault("DEVELOPMENT", "1")
with running():
    sys.exit(run(sys.argv[1:]))
