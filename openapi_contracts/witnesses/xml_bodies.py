"""XML bodies: elements and attributes under the names that a schema's `xml` gives them (OAS 3.1.0, 4.8.26)."""

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

from openapi_contracts.contracts.xml_forms import XmlForm, xml_form
from openapi_contracts.serialization.escaping import plain, visible
from openapi_contracts.serialization.json_text import worded
from openapi_contracts.serialization.truncation import Elided, Missing

Resolve: TypeAlias = Callable[[Any], Any]

_ROOT = "root"  # the name of an element that has none
_UNNAMED = re.compile(r"[^A-Za-z0-9_:.\-\u00b7-\uffff]|^[^A-Za-z_:\u00c0-\uffff]")  # in a name (XML 1.0, 2.3)
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_DEEPEST = 60  # levels written; a value is truncated at as many
_MOST_PARTS = 50  # schemas that one is composed of


def xml(value: Any, schema: Any, resolve: Resolve) -> str:
    """Write a value as XML; `resolve` follows the reference of a schema."""
    reference = schema.get("$ref") if isinstance(schema, dict) else None
    name = reference.rpartition("/")[2] if isinstance(reference, str) else _ROOT
    return "".join(_nodes(name, value, schema, resolve, 0))


def _nodes(name: str, value: Any, schema: Any, resolve: Resolve, depth: int) -> Iterator[str]:
    """Write a value as one element, or a list as one for each item."""
    parts = _parts(schema, resolve)
    said = next((part for part in parts if "xml" in part), parts[0] if parts else {})
    start = value.start if isinstance(value, Elided) else value
    if not isinstance(start, list):
        yield _element(xml_form(name, said, None), value, parts, resolve, depth)
        return
    items: Any = next((part["items"] for part in parts if "items" in part), {})
    each = _parts(items, resolve)
    form = xml_form(name, said, next((part for part in each if "xml" in part), each[0] if each else {}))
    inside = [_element(XmlForm(form.node, form.name, form.namespace), item, each, resolve, depth + 1) for item in start]
    inside += [_rest(value)] if isinstance(value, Elided) else []
    yield _tagged(form.wrapper, [], inside) if form.wrapper else "".join(inside)


def _element(form: XmlForm, value: Any, parts: list[Any], resolve: Resolve, depth: int) -> str:
    start = value.start if isinstance(value, Elided) else value
    if not isinstance(start, dict) or depth > _DEEPEST:
        return _tagged(form, [], [_text(value)])
    known = {name: one for part in reversed(parts) for name, one in _properties(part).items()}
    attributes, inside = list[str](), list[str]()
    for name, item in start.items():
        described = known.get(name, {})
        own: Any = next((part for part in _parts(described, resolve) if "xml" in part), {})
        inner = xml_form(name, own, None)
        if inner.node == "attribute" and not isinstance(item, dict | list):
            attributes.append(f'{_name(inner.name)}="{_text(item)}"')
        elif inner.node in ("text", "cdata") and not isinstance(item, dict | list):
            inside.append(_text(item))
        else:
            inside += _nodes(name, item, described, resolve, depth + 1)
    return _tagged(form, attributes, [*inside, *([_rest(value)] if isinstance(value, Elided) else [])])


def _tagged(form: XmlForm, attributes: list[str], inside: list[str]) -> str:
    name = _name(form.name)
    prefix = form.name.rpartition(":")[0]
    if form.namespace:
        declared = f"xmlns:{_name(prefix)}" if prefix else "xmlns"
        attributes = [f'{declared}="{visible(form.namespace.translate(_ESCAPED))}"', *attributes]
    opened = " ".join([name, *attributes])
    return f"<{opened}>{''.join(inside)}</{name}>"


def _text(value: Any) -> str:
    if isinstance(value, Missing):
        return f"…{visible(value.name).translate(_ESCAPED)}…"
    return "" if value is None else visible(worded(value, plain).translate(_ESCAPED), lines=True)


def _rest(value: Elided) -> str:
    return f"<!-- {value.count:,} {value.unit} -->"


def _name(name: str) -> str:
    return _UNNAMED.sub("_", name) or _ROOT


def _properties(schema: Any) -> dict[str, Any]:
    found = schema.get("properties")
    return found if isinstance(found, dict) else {}


def _parts(schema: Any, resolve: Resolve) -> list[Any]:
    """List a schema and those that it is composed of, references followed."""
    pending, found = [schema], list[Any]()
    for part in pending:
        one = resolve(part) if isinstance(part, dict) and "$ref" in part else part
        if not isinstance(one, dict) or len(pending) > _MOST_PARTS:
            continue
        found.append({**one, **({"xml": part["xml"]} if "xml" in part else {})} if one is not part else one)
        for word in ("allOf", "anyOf", "oneOf"):
            pending += one[word] if isinstance(one.get(word), list) else []
    return found
