"""Two views side by side; makes the differences between them."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from openapi_contracts.contracts import Direction
from openapi_contracts.differences.schemas.model import NOTHING, Difference, SchemaPair
from openapi_contracts.differences.schemas.views import View, ViewPart
from openapi_contracts.differences.schemas.wording import PlaceNames

_BRANCH = re.compile(r"/(?:anyOf|oneOf)/\d+$")


class ViewPair:
    """The two views of one pair; `equal` says whether two places hold equal schemas.

    `is_declared` tells whether senders send only what their schema declares (`ContentModel.DECLARED`).
    """

    def __init__(
        self,
        pair: SchemaPair,
        old: View,
        new: View,
        names: PlaceNames,
        equal: Callable[[str, str], bool],
        *,
        is_declared: bool = False,
    ) -> None:
        self.pair = pair
        self.old = old
        self.new = new
        self.names = names
        self.equal = equal
        self.is_declared = is_declared

    @property
    def adds_to_free_form(self) -> bool:
        """Say whether properties are added where clients could send any, and none was declared."""
        return self.is_declared and self.pair.direction is Direction.REQUEST and self.old.is_free_form

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of values that both sides allow."""
        return self.old.held & self.new.held

    def find(
        self,
        row: str,
        old: ViewPart | None,
        new: ViewPart | None,
        *keywords: str,
        alone: tuple[Any, Any] = (None, None),
        name: str | None = None,
        place: str | None = None,
        sentence_values: Mapping[str, str] = NOTHING,
    ) -> Difference:
        """Return a difference of a keyword, at a part of each side; a side without it is None."""
        across_old = old or (self._across(new, self.old) if new else None)
        across_new = new or (self._across(old, self.new) if old else None)
        base = self.old.pointer(across_old, *(keywords if old else ())) if across_old else None
        revision = self.new.pointer(across_new, *(keywords if new else ())) if across_new else None
        where = self.old.pointer(old) if old else self.new.pointer(new) if new else base or revision or ""
        values = sentence_values if name is None else {**sentence_values, "name": name}
        called = self.names.of(where)
        if row.startswith("type-") and self._is_branch():
            called = f"one branch of {called}"
        is_added = any(view.document.is_added(part.place) for view, part in ((self.old, old), (self.new, new)) if part)
        return Difference(row, called, base, revision, values, *alone, name=name, place=place, is_added=is_added)

    def _is_branch(self) -> bool:
        """Say whether either side is a branch of a union, which has no name of its own."""
        return any(_BRANCH.search(place) for place in (*self.pair.old, *self.pair.new))

    def _across(self, part: ViewPart, view: View) -> ViewPart | None:
        """Return the counterpart of a part on the other side: the part at the same place, else the schema itself."""
        other = self.new if view is self.old else self.old
        at = other.document.pointer(part.place)
        same = (one for one in view.parts if view.document.pointer(one.place) == at)
        return next(same, None) or next(iter(view.parts), None)
