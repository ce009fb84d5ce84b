"""How gunicorn runs the peers: as gunicorn.conf.py runs the registry."""

preload_app = True
control_socket_disable = True
graceful_timeout = 8
keepalive = 95
timeout = 60
