"""The contract describes a report as docs/report.schema.json does: in the older words of OpenAPI 3.0."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[3]
PUBLISHED = json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8"))
OURS = yaml.load((ROOT / "specs" / "v1.yaml").read_bytes(), yaml.CSafeLoader)["components"]["schemas"]
SAME = {
    "Report": PUBLISHED,
    "ComparedDocument": PUBLISHED["$defs"]["document"],
    "Counts": PUBLISHED["properties"]["counts"],
    "Place": PUBLISHED["$defs"]["place"],
    "Change": PUBLISHED["$defs"]["change"],
    "Witness": PUBLISHED["$defs"]["change"]["properties"]["witness"],
    "Bump": PUBLISHED["$defs"]["bump"],
}


def meant(schema: Any, *, published: bool) -> Any:
    """Say what a schema asks for, without its words for people and without what spelling is left to chance."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return meant(PUBLISHED["$defs"][name] if published else OURS[name], published=published)
    types = schema.get("type", [])
    types = set(types if isinstance(types, list) else [types])
    if schema.get("nullable"):
        types.add("null")
    if None in schema.get("enum", []):
        types.discard("null")  # an enum says it already
    asked = {
        "types": types - ({"string"} if "enum" in schema else set()),
        "enum": set(schema.get("enum", [])),
        "required": set(schema.get("required", [])),
        "closed": schema.get("additionalProperties") is False,
        "properties": {name: meant(each, published=published) for name, each in schema.get("properties", {}).items()},
        "items": meant(schema["items"], published=published) if "items" in schema else None,
    }
    return asked | {name: schema.get(name) for name in ("pattern", "minimum", "format")}


@pytest.mark.parametrize("name", SAME)
def test_the_contract_asks_for_the_same_reports(name: str) -> None:
    assert meant(OURS[name], published=False) == meant(SAME[name], published=True)
