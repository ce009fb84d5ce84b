"""Maps paths to operations, pages and published contracts; recent lookups are cached."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from edge.memoization import memoized

CACHED = 2048  # cached paths; a lookup costs ten times as much as a cache hit
LONG = 200  # characters; longer paths are not cached


@dataclass(frozen=True, slots=True)
class RouteMatch:
    """What a path leads to, with the values of its variables."""

    endpoint: Any
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NoRoute:
    """No route: for this method, where `allowed` lists others; or only with a trailing slash."""

    allowed: tuple[str, ...] = ()
    slash: bool = False


class RouteMap:
    """Routes, of which the most specific match wins, in whatever order they were added."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._map = Map(list(rules), merge_slashes=False)
        self._adapter = self._map.bind("")
        self._cached = memoized(entries=CACHED, shorter_than=LONG)(self._look_up)

    def add(self, rule: Rule) -> None:
        """Add a route. All routes are added before the first lookup."""
        self._map.add(rule)

    def find(self, path: str, method: str) -> RouteMatch | NoRoute:
        """Return what a path leads to."""
        return self._cached(path, method)

    def _look_up(self, path: str, method: str) -> RouteMatch | NoRoute:
        try:
            endpoint, variables = self._adapter.match(path, method)
        except RequestRedirect:
            return NoRoute(slash=True)
        except MethodNotAllowed:
            return NoRoute(tuple(sorted({*self._adapter.allowed_methods(path), "OPTIONS"})))
        except NotFound:
            return NoRoute()
        return RouteMatch(endpoint, variables)
