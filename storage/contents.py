"""The bytes of documents: compressed, stored once for each sha256, removed with the last version of them.

The rows of `storage.comparisons` for a document are deleted with it, by the database's cascade.
"""

import zlib
from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from storage.statements import insert_unless_there
from storage.tables import documents, versions

# 13 MB of JSON take 60 ms and shrink 5.6 times; level 6 takes 100 ms for 6.2 times, inside a transaction.
_LEVEL = 3


def hold(connection: Connection, sha256: str, content: bytes) -> None:
    """Have bytes stored, and keep others from removing them until the transaction ends.

    Repeated because another transaction may remove the bytes that were there before they are held.
    """
    held = select(documents.c.sha256).where(documents.c.sha256 == sha256).with_for_update(read=True, key_share=True)
    while connection.execute(held).first() is None:
        values = {"sha256": sha256, "size": len(content), "content": pack(content)}
        insert_unless_there(connection, documents, values)


def hold_those_there(connection: Connection, digests: Collection[str]) -> bool:
    """Keep others from removing documents until the transaction ends; False where one is not there.

    Held in one order, as `remove_unused` does: two that hold several never wait for each other.
    """
    these = select(documents.c.sha256).where(documents.c.sha256.in_(digests)).order_by(documents.c.sha256)
    return len(connection.execute(these.with_for_update(read=True, key_share=True)).all()) == len(set(digests))


def pack(content: bytes) -> bytes:
    """Compress bytes to be stored."""
    return zlib.compress(content, _LEVEL)


def unpack(stored: bytes) -> bytes:
    """Give the exact bytes that were stored."""
    return zlib.decompress(stored)


def remove_unused(connection: Connection, digests: Collection[str]) -> None:
    """Remove those of these bytes that no version has any more.

    They are locked by a statement of their own, in one order: only a later statement sees the versions that
    others committed while it waited, and two removals never wait for each other.
    """
    these = documents.c.sha256.in_(digests)
    connection.execute(select(documents.c.sha256).where(these).order_by(documents.c.sha256).with_for_update()).all()
    used = select(versions.c.sha256).where(versions.c.sha256 == documents.c.sha256).exists()
    connection.execute(delete(documents).where(these, ~used))
