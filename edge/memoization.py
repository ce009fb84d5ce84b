"""Memoization for functions of short texts, such as header fields: clients send the same ones again and again."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, TypeVarTuple

More = TypeVarTuple("More")
Result = TypeVar("Result")


def memoized(
    *, entries: int, shorter_than: int
) -> Callable[[Callable[[str, *More], Result]], Callable[[str, *More], Result]]:
    """Cache the results of a function for short texts; long ones would fill the memory."""

    def wrap(function: Callable[[str, *More], Result]) -> Callable[[str, *More], Result]:
        cached = lru_cache(maxsize=entries)(function)

        def call(text: str, *more: *More) -> Result:
            return cached(text, *more) if len(text) < shorter_than else function(text, *more)

        return call

    return wrap
