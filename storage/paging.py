"""Keyset pagination: each page starts after the last row of the previous one, so that inserts do not shift pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from sqlalchemy import ColumnElement, Connection, RowMapping, Select

from registry.errors import CursorInvalid
from registry.model import Item, Page


@dataclass(frozen=True, slots=True)
class Order(Generic[Item]):
    """A total, indexed order of rows, so that reading a page takes O(log rows + limit)."""

    by: tuple[ColumnElement[Any], ...]
    key: Callable[[Item], tuple[str, ...]]  # returns the cursor after an item
    past: Callable[
        [tuple[str, ...]], ColumnElement[bool]
    ]  # the condition of rows after a cursor; may raise CursorInvalid


def page(
    connection: Connection,
    statement: Select[Any],
    order: Order[Item],
    read: Callable[[Sequence[RowMapping]], Sequence[Item]],
    *,
    limit: int,
    after: tuple[str, ...] | None,
) -> Page[Item]:
    """Read one page; one further row tells whether it is the last page."""
    if after is not None:
        statement = statement.where(order.past(after))
    rows = connection.execute(statement.order_by(*order.by).limit(limit + 1)).mappings().all()
    items = tuple(read(rows[:limit]))
    return Page(items, order.key(items[-1]) if len(rows) > limit and items else None)


def texts(after: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Split a cursor into texts. Raises CursorInvalid unless it has `count` of them."""
    if len(after) != count or not all(isinstance(part, str) for part in after):
        raise CursorInvalid
    return after


def moment(text: str) -> datetime:
    """Read the time in a cursor. Raises CursorInvalid for other text."""
    try:
        read = datetime.fromisoformat(text)
        offset = read.utcoffset()
    except (ValueError, OverflowError) as error:
        raise CursorInvalid from error
    if offset is None or offset:  # cursors are written in UTC
        raise CursorInvalid
    return read
