"""Schema differences: the changed keywords that make a message fail, and every other change of schemas.

Two schemas are walked together (`walk`) as conjunctions (`views`), which tables compare pair by pair (`view_pairs`:
`scalars`, `bounds`, `objects`, `arrays`, `unions`, `annotations`). Differences are grouped by their root cause
(`grouping`) with the messages that contain it (`reachability`); each that may break is tested (`causes`,
`removed_properties`) with sample values (`samples`); `unexplained` reports the failing messages that remain.
"""

from openapi_contracts.differences.schemas.explanation import explain

__all__ = ["explain"]
