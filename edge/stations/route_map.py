"""What is at a path: the rules of operations, pages and answers in one map, and what was found in it remembered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.exceptions import MethodNotAllowed, NotFound
from werkzeug.routing import Map, RequestRedirect, Rule

from edge.memoization import remembered

REMEMBERED = 2048  # paths and what is there; looking a path up costs ten times as much as remembering
LONG = 200  # characters of a path that is not remembered


@dataclass(frozen=True, slots=True)
class Found:
    """What is at a path, with the values of the path's variables."""

    endpoint: Any
    variables: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Missing:
    """Nothing is there: with this method, where others are allowed; or without a slash at the end."""

    allowed: tuple[str, ...] = ()
    slash: bool = False


class Rules:
    """Rules, of which the most specific one that fits is taken, whatever their order."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._map = Map(list(rules), merge_slashes=False)
        self._adapter = self._map.bind("")
        self._remembered = remembered(entries=REMEMBERED, shorter_than=LONG)(self._look_up)

    def add(self, rule: Rule) -> None:
        """Add a rule, before anything is looked up."""
        self._map.add(rule)

    def find(self, path: str, method: str) -> Found | Missing:
        """Find what is at a path."""
        return self._remembered(path, method)

    def _look_up(self, path: str, method: str) -> Found | Missing:
        try:
            endpoint, variables = self._adapter.match(path, method)
        except RequestRedirect:
            return Missing(slash=True)
        except MethodNotAllowed:
            return Missing(tuple(sorted({*self._adapter.allowed_methods(path), "OPTIONS"})))
        except NotFound:
            return Missing()
        return Found(endpoint, variables)
