"""Calls handlers as plain functions, in a thread, with the validated arguments.

Replaces Connexion's bridge to Flask, which takes half the time of a request (docs/decisions/0008).
"""

import inspect
from collections.abc import Callable
from functools import partial
from typing import Any

from connexion.middleware.abstract import RoutedAPI, RoutedMiddleware
from connexion.operations import AbstractOperation
from starlette.types import Receive, Scope, Send

from edge.answers.answer import Answer
from edge.stations.validation.middleware import CONTEXT
from edge.worker.threads import Threads


class DispatchedOperation:
    """One operation and its handler, with the names of the handler's arguments."""

    def __init__(self, operation: AbstractOperation, threads: Threads) -> None:
        self.handler: Callable[..., Answer] = operation.function
        self.threads = threads
        self.argument_names = _arguments(operation)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Call the handler and send its response."""
        arguments: dict[str, Any] = scope["extensions"][CONTEXT]
        passed = {name: arguments[name] for name in self.argument_names if name in arguments}
        answer = await self.threads.run(partial(self.handler, **passed))
        await answer.send(send)


class DispatchedAPI(RoutedAPI[DispatchedOperation]):
    """The handlers of one major version."""

    def __init__(self, *args: Any, threads: Threads, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.threads = threads
        self.add_paths()

    def make_operation(self, operation: AbstractOperation) -> DispatchedOperation:
        """Find the handler of an operation and wrap it to run in a thread."""
        return DispatchedOperation(operation, self.threads)


class DispatchMiddleware(RoutedMiddleware[DispatchedAPI]):
    """Calls handlers; replaces Connexion's bridge to Flask."""

    api_cls = DispatchedAPI


def _arguments(operation: AbstractOperation) -> tuple[str, ...]:
    """Return the names of a handler's arguments. Raises ValueError for a coroutine."""
    if inspect.iscoroutinefunction(operation.function):
        raise ValueError(f"{operation.operation_id}: a handler is a plain function, not a coroutine")
    return tuple(inspect.signature(operation.function).parameters)
