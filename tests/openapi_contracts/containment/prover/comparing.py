"""Compares two schemas in one line, for the tests of the prover."""

from typing import Any

from openapi_contracts.containment.prover import ContentModel, Dialect, RawGraph, Result, SchemaReading, Theory


class SchemaPair:
    """Two schemas, read into one theory."""

    def __init__(
        self,
        sub: Any,
        sup: Any,
        *,
        dialect: Dialect = Dialect.DRAFT2020,
        content_model: ContentModel = ContentModel.STRICT,
    ) -> None:
        raw_graph = RawGraph()
        self.raw = [SchemaReading(raw_graph, schema, dialect).at() for schema in (sub, sup)]
        self.theory = Theory(raw_graph, content_model=content_model)

    def are_equal(self) -> bool:
        """Say whether the prover numbers both schemas alike."""
        return self.theory.literal(self.raw[0]) == self.theory.literal(self.raw[1])

    def contained(self) -> Result:
        """Search for a value that the first schema accepts and the second rejects."""
        return self.theory.contains(*self.raw)
