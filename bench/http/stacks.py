"""The stacks that are compared: where each application is, and which server runs it."""

from dataclasses import dataclass
from enum import StrEnum


class Server(StrEnum):
    """A worker class of gunicorn."""

    ASGI = "asgi"
    UVICORN = "uvicorn_worker.UvicornWorker"
    GTHREAD = "gthread"


@dataclass(frozen=True, slots=True)
class Program:
    """An application as gunicorn runs it."""

    application: str
    config: str = "python:bench.http.gunicorn_settings"
    wsgi: bool = False
    environ: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Stack:
    """One column of the tables. Stacks of the same program share a process."""

    name: str
    program: Program


COMPOSED = "bench.http.apps.ours:app", "gunicorn.conf.py"
SECRET = ("REGISTRY_ADMIN_TOKEN", "a-token-that-is-never-sent")
SHIPPED = Program(*COMPOSED, environ=(SECRET, ("REGISTRY_LIMIT_ADDRESS", "1000000")))  # counted, and never reached
UNCOUNTED = Program(*COMPOSED, environ=(SECRET, ("REGISTRY_LIMIT_ADDRESS", "0"), ("BENCH_QUIET", "1")))
OURS, BARE = Stack("ours", SHIPPED), Stack("ours, bare", UNCOUNTED)
FASTAPI_ASYNC = Stack("FastAPI async def", Program("bench.http.apps.fastapi_async:app"))
FASTAPI_DEF = Stack("FastAPI def", Program("bench.http.apps.fastapi_def:app"))
SMOREST = Stack("flask-smorest", Program("bench.http.apps.smorest:app", wsgi=True))
CONNEXION = Stack("stock Connexion", Program("bench.http.apps.stock:app"))
FLOOR = Stack("floor", Program("bench.http.apps.floor:app"))
STACKS = (OURS, BARE, FASTAPI_ASYNC, FASTAPI_DEF, SMOREST, CONNEXION, FLOOR)
