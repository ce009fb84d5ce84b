"""gunicorn's configuration; a comment gives the reason for each value."""

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

sharing.begin()  # before any module that counts is imported


class Logger(glogging.Logger):  # type: ignore[misc] # as above
    """gunicorn's logger without its access log, which the platform enables: the service logs each request itself."""

    access_log_enabled = False


logger_class = Logger
logconfig_dict = lines.configure(settings.logs, instance=settings.instance)

bind = f"{settings.host}:{settings.port}"
workers = settings.workers
worker_class = "asgi"  # gunicorn's own: it limits request lines, headers and the wait for a body
asgi_lifespan = "on"  # an application that fails to start ends the process
preload_app = True  # workers share the memory of the code
control_socket_disable = True  # otherwise a file in $HOME, which instances may share
graceful_timeout = 8  # the platform kills 10 seconds after SIGTERM
timeout = 60  # of a worker's heartbeat; documents have their own time limits
keepalive = 95  # the platform's router keeps idle connections for 90 seconds
limit_request_field_size = 32768  # OAuth tokens of large organisations exceed the default, 8190
max_requests = 100_000  # high, because each restart breaks a few busy connections
max_requests_jitter = 20_000


def when_ready(server: Any) -> None:
    """Exempt preloaded objects from garbage collection, which would copy their shared memory into each worker."""
    gc.collect()
    gc.freeze()


def pre_fork(server: Any, worker: Any) -> None:
    """Assign the worker a metrics slot."""
    worker.slot = sharing.free_slot({each.slot for each in server.WORKERS.values()})


def post_worker_init(worker: Any) -> None:
    """Give the worker the graceful stop of edge/worker/stopping.py."""
    worker.app.callable.stopping.take_over(worker)


def post_fork(server: Any, worker: Any) -> None:
    """Make the worker count in its slot."""
    sharing.take(worker.slot)
