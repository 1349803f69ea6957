"""Ask the portal of this container whether it is alive, under the name that it answers to."""

import os
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

port = os.environ.get("BIND", "127.0.0.1:8000").rpartition(":")[2]
site = urlsplit(os.environ["SITE_URL"])
urlopen(
    Request(f"http://127.0.0.1:{port}/health/live", headers={"Host": site.netloc}),
    timeout=4,
)
