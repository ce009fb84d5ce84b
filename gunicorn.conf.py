"""How gunicorn serves the registry; every number has its reason."""

import os
import sys

from settings import Settings, SettingsError

try:
    settings = Settings.from_environ(os.environ)
except SettingsError as error:
    sys.exit(f"The registry cannot start: {error}")

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

