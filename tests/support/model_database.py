"""The database that the tests' workers copy, so that its tables are made once for all of them.

`python -m tests.support.model_database NAME` makes it anew.
"""

import gc
import os
import sys

import django
from django.db import connection


def make(name: str) -> None:
    gc.disable()  # a quarter of the time: almost nothing that migrations make is given back
    connection.settings_dict["TEST"] |= {"NAME": name, "TEMPLATE": None}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    make(sys.argv[1])
