"""Questions in one line: what the tests of the prover ask."""

from typing import Any

from openapi_contracts.containment.prover import ContentModel, Dialect, Result, SchemaReading, Sketch, Theory


class Both:
    """Two schemas in one theory."""

    def __init__(
        self,
        sub: Any,
        sup: Any,
        *,
        dialect: Dialect = Dialect.DRAFT2020,
        content_model: ContentModel = ContentModel.STRICT,
    ) -> None:
        sketch = Sketch()
        self.raw = [SchemaReading(sketch, schema, dialect).at() for schema in (sub, sup)]
        self.theory = Theory(sketch, content_model=content_model)

    def one(self) -> bool:
        """Say whether both have one number."""
        return self.theory.literal(self.raw[0]) == self.theory.literal(self.raw[1])

    def contained(self) -> Result:
        """Search for a value of the first that is none of the second."""
        return self.theory.contains(*self.raw)
