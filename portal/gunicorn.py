"""The configuration of gunicorn for `make run`, the container and `make bench`."""

import os

wsgi_app = "portal.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", 2))
threads = int(os.environ.get("WEB_THREADS", 4))
preload_app = (
    True  # loaded once for all workers: half the memory, and workers that start immediately
)
timeout = graceful_timeout = 30
max_requests, max_requests_jitter = 10_000, 1_000  # a restart frees the memory that leaked
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 (heartbeat files in memory)
control_socket_disable = True  # gunicorn opens one by default, of no use here
loglevel = os.environ.get("LOG_LEVEL", "info")
