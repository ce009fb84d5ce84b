"""Pages by keyset: each starts after the last row of the one before, so that inserts shift nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic

from sqlalchemy import ColumnElement, Connection, RowMapping, Select

from registry.errors import CursorInvalid
from registry.model import Item, Page


@dataclass(frozen=True, slots=True)
class Order(Generic[Item]):
    """An order of rows, total and indexed: a page costs O(log rows + limit)."""

    by: tuple[ColumnElement[Any], ...]
    key: Callable[[Item], tuple[str, ...]]  # of an item: the cursor to what comes after it
    past: Callable[[tuple[str, ...]], ColumnElement[bool]]  # whether a row comes after a key; or CursorInvalid


def page(
    connection: Connection,
    statement: Select[Any],
    order: Order[Item],
    read: Callable[[Sequence[RowMapping]], Sequence[Item]],
    *,
    limit: int,
    after: tuple[str, ...] | None,
) -> Page[Item]:
    """Read one page, and one row more to know whether it is the last."""
    if after is not None:
        statement = statement.where(order.past(after))
    rows = connection.execute(statement.order_by(*order.by).limit(limit + 1)).mappings().all()
    items = tuple(read(rows[:limit]))
    return Page(items, order.key(items[-1]) if len(rows) > limit and items else None)


def texts(after: tuple[str, ...], count: int) -> tuple[str, ...]:
    """Take a cursor apart; CursorInvalid unless it has this many texts."""
    if len(after) != count or not all(isinstance(part, str) for part in after):
        raise CursorInvalid
    return after


def moment(text: str) -> datetime:
    """Read the time in a cursor; CursorInvalid where it is none."""
    try:
        read = datetime.fromisoformat(text)
        offset = read.utcoffset()
    except (ValueError, OverflowError) as error:
        raise CursorInvalid from error
    if offset is None or offset:  # cursors are written in UTC
        raise CursorInvalid
    return read
