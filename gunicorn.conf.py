"""How gunicorn serves the registry; every number has its reason."""

import gc
import os
from typing import Any

from gunicorn import glogging  # type: ignore[import-untyped] # it has no types

from edge.observing import lines, sharing
from settings import Settings, SettingsError

try:
    settings = Settings.from_environ(os.environ)
except SettingsError as error:
    lines.configure()
    lines.refuse(f"The registry cannot start: {error}")

sharing.begin()  # before anything that counts is imported


class Logger(glogging.Logger):  # type: ignore[misc] # as above
    """gunicorn's log without its log of requests, which the platform turns on: each has a line of our own."""

    access_log_enabled = False


logger_class = Logger
logconfig_dict = lines.configure(settings.logs, instance=settings.instance)

bind = f"{settings.host}:{settings.port}"
workers = settings.workers
worker_class = "asgi"  # gunicorn's own: it bounds request lines, headers and waits for a body
asgi_lifespan = "on"  # an application that cannot start ends the process
preload_app = True  # the memory of the code is shared by the workers
control_socket_disable = True  # otherwise written to $HOME, which instances may share
graceful_timeout = 8  # the platform kills 10 seconds after SIGTERM
timeout = 60  # of a worker's heartbeat; documents have deadlines of their own
keepalive = 95  # the platform's router keeps idle connections for 90 seconds
limit_request_field_size = 32768  # OAuth tokens of large organisations exceed the default of 8190
max_requests = 100_000  # high: each recycle breaks a few busy connections
max_requests_jitter = 20_000


def when_ready(server: Any) -> None:
    """Leave what is loaded out of every collection: workers that walk through it get their own copies of it."""
    gc.collect()
    gc.freeze()


def pre_fork(server: Any, worker: Any) -> None:
    """Choose where a worker counts."""
    worker.slot = sharing.free_slot({each.slot for each in server.WORKERS.values()})


def post_worker_init(worker: Any) -> None:
    """Have a worker say that it stops before it does."""
    worker.app.callable.stopping.take_over(worker)


def post_fork(server: Any, worker: Any) -> None:
    """Have a worker count there."""
    sharing.take(worker.slot)
