"""How a value is written in XML: as which element or attribute, of which namespace (OAS 3.1.0, 4.8.26; 3.2.0, 4.27)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class XmlForm:
    """The node that a value is, `element` or `attribute` or another of OAS 3.2; a list has it for each item.

    `name` has its prefix; `wrapper` is the form of the element around a list, None where there is none.
    """

    node: str
    name: str
    namespace: str | None = None
    wrapper: "XmlForm | None" = None

    def __str__(self) -> str:
        """Name the form in a sentence."""
        name = f" `{self.name}`" if self.node in ("element", "attribute") else ""
        within = f" of the namespace `{self.namespace}`" if self.namespace else ""
        return f"the {self.node}{name}{within}" + (f" in {self.wrapper}" if self.wrapper else "")


def xml_form(name: str, schema: Any, items: Any) -> XmlForm:
    """Return the form of a value of a schema under a name; `items` is the schema of its items, where it has any."""
    own = _xml(schema)
    if items is None:
        return _form(name, own)
    wraps = own.get("wrapped") is True or own.get("nodeType") == "element"
    wrapper = _form(name, {**own, "nodeType": "element"}) if wraps else None
    inner = _xml(items)
    return _form(name, inner if wraps or "name" in inner else {**inner, **_qualified(own)}, wrapper)


def _form(name: str, xml: Mapping[str, Any], wrapper: XmlForm | None = None) -> XmlForm:
    node = xml.get("nodeType")
    if not isinstance(node, str):
        node = "attribute" if xml.get("attribute") is True else "element"
    local, prefix, namespace = (xml.get(key) for key in ("name", "prefix", "namespace"))
    local = local if isinstance(local, str) else name
    qualified = f"{prefix}:{local}" if isinstance(prefix, str) and prefix else local
    return XmlForm(node, qualified, namespace if isinstance(namespace, str) and namespace else None, wrapper)


def _qualified(xml: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the items of an unwrapped list inherit from it: all but its own name, which is not written."""
    return {key: xml[key] for key in ("prefix", "namespace") if key in xml}


def _xml(schema: Any) -> Mapping[str, Any]:
    found = schema.get("xml") if isinstance(schema, dict) else None
    return found if isinstance(found, dict) else {}
