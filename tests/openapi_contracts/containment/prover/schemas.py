"""Generates random schemas and random instances of them from a seed, for property tests."""

import copy
from collections.abc import Callable
from random import Random
from typing import Any

NAMES = ("a", "b", "c", "ab")
PATTERNS = ("^a", "b$", "^[ab]+$", "^.{2}$")
SCALARS: tuple[Any, ...] = (None, True, False, 0, 1, 2, 3, 5, -1, 0.5, 2.5, "", "a", "b", "ab", "abc", "ba")
DEFINED = ("node", "other")


class Schemas:
    """Generates schemas of 2020-12, small enough that random values often satisfy them."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng

    def document(self) -> dict[str, Any]:
        """Generate a schema with definitions that may reference each other."""
        schema = self.schema(3)
        root = schema if isinstance(schema, dict) else {"allOf": [schema]}
        return root | {"$defs": {name: self.schema(2) for name in DEFINED}}

    def schema(self, depth: int) -> Any:
        """Generate a schema of at most this depth."""
        rng = self.rng
        if depth <= 0 or rng.random() < 0.15:
            return rng.choice([True, {}, False, *[self.scalar() for _ in range(6)]])
        return rng.choices(self._makers(), weights=(3, 5, 3, 3, 1, 1))[0](depth)

    def _makers(self) -> tuple[Callable[[int], Any], ...]:
        return (self.scalar, self.object, self.array, self.union, self.negation, self.reference)

    def scalar(self, depth: int = 0) -> Any:
        """Generate a schema for scalars."""
        rng = self.rng
        kind = rng.randrange(6)
        if kind == 0:
            return {"enum": rng.sample(SCALARS, rng.randint(1, 4))}
        if kind == 1:
            return {"const": rng.choice(SCALARS)}
        if kind == 2:
            return self._some(
                {"type": rng.choice(["integer", "number"])},
                minimum=rng.choice([0, 1, 0.5, -2]),
                maximum=rng.choice([0, 2, 3.5, 10]),
                exclusiveMinimum=rng.choice([0, 1]),
                exclusiveMaximum=rng.choice([3, 4]),
                multipleOf=rng.choice([2, 3, 0.5]),
            )
        if kind == 3:
            return self._some(
                {"type": "string"},
                minLength=rng.randint(0, 2),
                maxLength=rng.randint(0, 3),
                pattern=rng.choice(PATTERNS),
            )
        names = ["null", "boolean", "integer", "number", "string", "array", "object"]
        return {"type": rng.choice(names) if kind == 4 else rng.sample(names, rng.randint(1, 3))}

    def object(self, depth: int) -> dict[str, Any]:
        """Generate a schema for objects."""
        rng = self.rng

        def child() -> Any:
            return self.schema(depth - 1)

        start: dict[str, Any] = {"type": "object"} if rng.random() < 0.8 else {}
        if rng.random() < 0.85:
            start["properties"] = {name: child() for name in rng.sample(NAMES, rng.randint(0, 3))}
        return self._some(
            start,
            required=rng.sample(NAMES, rng.randint(0, 2)),
            additionalProperties=rng.choice([False, True, child()]),
            patternProperties={rng.choice(PATTERNS): child()},
            minProperties=rng.randint(0, 3),
            maxProperties=rng.randint(0, 3),
            propertyNames=rng.choice([{"pattern": "^[ab]+$"}, {"maxLength": 1}, {"enum": ["a", "b"]}]),
            dependentRequired={rng.choice(NAMES): [rng.choice(NAMES)]},
            dependentSchemas={rng.choice(NAMES): child()},
            unevaluatedProperties=rng.choice([False, child()]),
        )

    def array(self, depth: int) -> dict[str, Any]:
        """Generate a schema for arrays."""
        rng = self.rng

        def child() -> Any:
            return self.schema(depth - 1)

        return self._some(
            {"type": "array"} if rng.random() < 0.8 else {},
            items=child(),
            prefixItems=[child() for _ in range(rng.randint(1, 2))],
            minItems=rng.randint(0, 3),
            maxItems=rng.randint(0, 3),
            uniqueItems=True,
            contains=child(),
            minContains=rng.randint(0, 2),
            maxContains=rng.randint(0, 2),
            unevaluatedItems=rng.choice([False, child()]),
        )

    def union(self, depth: int) -> dict[str, Any]:
        """Generate a schema with `if`, `anyOf`, `oneOf` or `allOf`."""
        rng = self.rng
        branches = [self.schema(depth - 1) for _ in range(rng.randint(1, 3))]
        if rng.random() < 0.15:
            return self._some({"if": branches[0]}, then=self.schema(depth - 1), **{"else": self.schema(depth - 1)})
        start = self.schema(depth - 1) if rng.random() < 0.3 else {}
        return (start if isinstance(start, dict) else {}) | {rng.choice(["anyOf", "oneOf", "allOf"]): branches}

    def negation(self, depth: int) -> dict[str, Any]:
        """Generate a negated schema."""
        return {"not": self.schema(depth - 1)}

    def reference(self, depth: int) -> dict[str, Any]:
        """Generate a reference to a definition."""
        return {"$ref": f"#/$defs/{self.rng.choice(DEFINED)}"}

    def _some(self, start: dict[str, Any], **more: Any) -> dict[str, Any]:
        chosen = self.rng.sample(sorted(more), min(len(more), self.rng.choice([0, 1, 1, 2, 2, 3])))
        return start | {key: more[key] for key in chosen}

    def changed(self, schema: Any) -> Any:
        """Change a schema in one place or two."""
        copied = copy.deepcopy(schema)
        places = [place for place in _places(copied) if place[0] is not copied or place[1] != "$defs"]
        for _ in range(self.rng.randint(1, 2)):
            if places:
                self._change(*self.rng.choice(places))
        return copied

    def _change(self, holder: Any, key: Any) -> None:
        rng = self.rng
        if isinstance(holder, list):
            if key < len(holder) and isinstance(holder[key], dict | bool):
                holder[key] = self.schema(1)
        elif rng.random() < 0.4:
            holder.pop(key, None)
        elif type(holder.get(key)) is int:
            holder[key] = max(int(key == "multipleOf"), holder[key] + rng.choice([-1, 1]))
        elif key in ("items", "additionalProperties", "not", "contains", *NAMES):
            holder[key] = self.schema(1)


def _places(schema: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    if isinstance(schema, dict):
        for key, child in schema.items():
            if key not in ("enum", "const", "required", "type", "dependentRequired"):
                if key not in ("$defs", "properties", "patternProperties", "dependentSchemas", "node", "other"):
                    found.append((schema, key))
                found += _places(child)
    elif isinstance(schema, list):
        for index, child in enumerate(schema):
            found.append((schema, index))
            found += _places(child)
    return found


class Instances:
    """Generates values that a schema is likely to accept."""

    def __init__(self, rng: Random, root: Any) -> None:
        self.rng = rng
        self.root = root

    def of(self, schema: Any, depth: int = 5) -> Any:
        """Generate a value for a schema; it may be invalid."""
        rng = self.rng
        if not isinstance(schema, dict) or depth <= 0 or rng.random() < 0.08:
            return self.any(depth)
        if "$ref" in schema:
            return self.of(self.root["$defs"][schema["$ref"].rsplit("/", 1)[1]], depth - 1)
        if "const" in schema:
            return schema["const"]
        if schema.get("enum"):
            return rng.choice(schema["enum"])
        for keyword in ("anyOf", "oneOf", "allOf"):
            if schema.get(keyword) and (len(schema) == 1 or rng.random() < 0.5):
                return self.of(rng.choice(schema[keyword]), depth - 1)
        kinds = schema.get("type", [])
        kind = kinds if isinstance(kinds, str) else rng.choice(kinds) if kinds else None
        if kind == "object" or (kind is None and ("properties" in schema or "required" in schema)):
            return self._object(schema, depth)
        if kind == "array" or (kind is None and ("items" in schema or "prefixItems" in schema or "contains" in schema)):
            return self._array(schema, depth)
        return self._scalar(kind, schema) if kind else self.any(depth)

    def any(self, depth: int = 2) -> Any:
        """Generate any small value."""
        rng = self.rng
        if depth > 1 and rng.random() < 0.4:
            if rng.random() < 0.5:
                return [self.any(depth - 2) for _ in range(rng.randint(0, 3))]
            return {rng.choice([*NAMES, "x", "abb"]): self.any(depth - 2) for _ in range(rng.randint(0, 3))}
        return rng.choice(SCALARS)

    def _object(self, schema: dict[str, Any], depth: int) -> dict[str, Any]:
        rng = self.rng
        properties = schema.get("properties", {})
        names = [*schema.get("required", []), *[name for name in properties if rng.random() < 0.5]]
        if rng.random() < 0.3:
            names += rng.sample([*NAMES, "x", "abb", "bb"], rng.randint(0, 2))
        rest = schema.get("additionalProperties", True)
        return {name: self.of(properties.get(name, rest), depth - 1) for name in names}

    def _array(self, schema: dict[str, Any], depth: int) -> list[Any]:
        length = self.rng.randint(schema.get("minItems", 0), max(schema.get("minItems", 0), schema.get("maxItems", 3)))
        prefix, rest = schema.get("prefixItems", []), schema.get("items", True)
        made = [self.of(prefix[i] if i < len(prefix) else rest, depth - 1) for i in range(length)]
        if made and "contains" in schema and self.rng.random() < 0.7:
            made[-1] = self.of(schema["contains"], depth - 1)
        return made

    def _scalar(self, kind: str, schema: dict[str, Any]) -> Any:
        rng = self.rng
        if kind in ("integer", "number"):
            number = rng.randint(-3, 12)
            return number if kind == "integer" or rng.random() < 0.5 else number / 2
        if kind == "string":
            least = schema.get("minLength", 0)
            return "".join(rng.choice("abc") for _ in range(rng.randint(least, max(least, 3))))
        return {"null": None, "boolean": rng.random() < 0.5}.get(kind)
