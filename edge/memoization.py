"""What was made of a text, remembered while the text is short: clients send the same ones again and again."""

from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar, TypeVarTuple

More = TypeVarTuple("More")
Made = TypeVar("Made")


def remembered(
    *, entries: int, shorter_than: int
) -> Callable[[Callable[[str, *More], Made]], Callable[[str, *More], Made]]:
    """Remember the results of a function of a text, but not of texts so long that they would fill the memory."""

    def wrap(function: Callable[[str, *More], Made]) -> Callable[[str, *More], Made]:
        known = lru_cache(maxsize=entries)(function)

        def call(text: str, *more: *More) -> Made:
            return known(text, *more) if len(text) < shorter_than else function(text, *more)

        return call

    return wrap
