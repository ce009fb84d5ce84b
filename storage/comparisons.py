"""Stored results: reports, and documents prepared for comparison."""

from datetime import datetime

from sqlalchemy import Connection, select

from openapi_contracts import ContentModel
from storage.contents import hold_those_there, pack, unpack
from storage.statements import insert_or_replace, insert_unless_there
from storage.tables import comparisons, prepared_documents


class Comparisons:
    """The methods of `Store` for stored reports and prepared documents, within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def comparison(self, base: str, revision: str, content_model: ContentModel, engine: str) -> bytes | None:
        """Read the stored report of two documents, by their sha256."""
        key = _key(base, revision, content_model, engine)
        statement = select(comparisons.c.report).where(*(comparisons.c[name] == value for name, value in key.items()))
        stored = self._connection.scalar(statement)
        return None if stored is None else unpack(stored)

    def keep_comparison(
        self, base: str, revision: str, content_model: ContentModel, engine: str, report: bytes, *, at: datetime
    ) -> None:
        """Store a report, unless it is stored already or one of the documents does not exist."""
        if hold_those_there(self._connection, {base, revision}):
            values = {**_key(base, revision, content_model, engine), "report": pack(report), "computed_at": at}
            insert_unless_there(self._connection, comparisons, values)

    def prepared(self, sha256: str, form: str) -> bytes | None:
        """Read the prepared data of a document in a form; None if it is stored in another form."""
        this = (prepared_documents.c.sha256 == sha256, prepared_documents.c.form == form)
        stored = self._connection.scalar(select(prepared_documents.c.content).where(*this))
        return None if stored is None else unpack(stored)

    def keep_prepared(self, sha256: str, form: str, content: bytes) -> None:
        """Store the prepared data of a document, unless the document does not exist."""
        if hold_those_there(self._connection, {sha256}):
            values = {"sha256": sha256, "form": form, "content": pack(content)}
            insert_or_replace(self._connection, prepared_documents, values)


def _key(base: str, revision: str, content_model: ContentModel, engine: str) -> dict[str, object]:
    return {"base_sha256": base, "revision_sha256": revision, "content_model": content_model, "engine": engine}
