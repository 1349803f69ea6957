"""Run a command with a database: python -m portal.development.database COMMAND…"""

import os
import sys

from portal.development.database import run, running_database

if len(sys.argv) < 2:
    sys.exit("Usage : python -m portal.development.database COMMANDE…")
os.environ.setdefault("DEVELOPMENT", "1")
with running_database():
    sys.exit(run(sys.argv[1:]))
