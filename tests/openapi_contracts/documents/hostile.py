"""Hostile bodies, which try to exhaust, crash or mislead a parser; generated on demand, some in full nightly alone.

`unreadable`: reading refuses the bytes, declared as `media_type` says. `invalid`: readable, and the validity
step refuses it or it is no OpenAPI document at all. `valid`: costly, or wrong in a
way that does not refuse it, yet acceptable. Whatever is expected, the answer comes within the limits.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from tests.depth import share

JSON, YAML = "application/json", "application/yaml"
MEBIBYTE = 1024 * 1024
_HEAD = "openapi: 3.0.3\ninfo: {title: Hostile, version: 1.0.0}\npaths: {}\n"
_NO_VERSION = "info: {title: Hostile, version: 1.0.0}\npaths: {}\n"


@dataclass(frozen=True, slots=True)
class Body:
    """A hostile body; `why` is a phrase that says what it attacks."""

    name: str
    expected: Literal["unreadable", "invalid", "valid"]
    media_type: str
    why: str
    build: Callable[[], bytes]


def _document(**parts: Any) -> dict[str, Any]:
    return {"openapi": "3.0.3", "info": {"title": "Hostile", "version": "1.0.0"}, "paths": {}, **parts}


def _openapi(**parts: Any) -> bytes:
    return json.dumps(_document(**parts)).encode()


def _schemas(schemas: dict[str, Any]) -> bytes:
    return _openapi(components={"schemas": schemas})


def _refers(reference: Any) -> bytes:
    return _schemas({"A": {"type": "object", "properties": {"a": {"$ref": reference}}}})


def _ref(name: object) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _yaml(text: str) -> Callable[[], bytes]:
    return lambda: (_HEAD + text).encode()


def _x(text: str) -> bytes:
    return b'{"openapi": "3.0.3", "info": {"title": "t", "version": "1"}, "paths": {}, "x": %s}' % text.encode()


def _laughs(levels: int, width: int, brackets: str = "[]") -> bytes:
    lines = ["a0: &a0 lol"]
    for level in range(1, levels + 1):
        several = ", ".join([f"*a{level - 1}"] * width)
        lines.append(f"a{level}: &a{level} {brackets[0]}{several}{brackets[1]}")
    return (_HEAD + "\n".join(lines)).encode()


def _laughing_maps(levels: int) -> bytes:
    lines = ["a0: &a0 {x: lol}"]
    lines += (f"a{n}: &a{n} {{{', '.join(f'k{k}: *a{n - 1}' for k in range(9))}}}" for n in range(1, levels + 1))
    return (_HEAD + "\n".join(lines)).encode()


def _merge_bomb() -> bytes:
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, 26)]
    return "\n".join(lines).encode()


def _alias_tower(levels: int) -> bytes:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, levels))]
    return "\n".join(lines).encode()


def _nested_all_of(levels: int) -> bytes:
    schemas: dict[str, Any] = {"S0": {"type": "object", "properties": {"p": {"type": "string"}}}}
    for level in range(1, levels + 1):
        schemas[f"S{level}"] = {"allOf": [_ref(f"S{level - 1}"), _ref(f"S{level - 1}")]}
    return _schemas(schemas)


def _inline_all_of(levels: int) -> bytes:
    schema: dict[str, Any] = {"type": "object", "properties": {"p": {"type": "string"}}}
    for _ in range(levels):
        schema = {"allOf": [schema]}
    return _schemas({"S": schema})


def _chain(length: int) -> bytes:
    schemas: dict[str, Any] = {f"S{n}": _ref(f"S{n + 1}") for n in range(length)}
    return _schemas({**schemas, f"S{length}": {"type": "string"}})


def _paths(count: int) -> bytes:
    item = {"get": {"responses": {"200": {"description": "ok"}}}}
    return _openapi(paths={f"/p{n}": item for n in range(count)})


def _flat(count: int) -> bytes:
    return ("{" + ",".join(f'"k{n}":1' for n in range(count)) + "}").encode()


def _flat_yaml(count: int) -> bytes:
    return "\n".join(f"k{n}: 1" for n in range(count)).encode()


def _nested_yaml(levels: int) -> bytes:
    return "\n".join("  " * level + "a:" for level in range(levels - 1)).encode() + b" {}"


_READING: tuple[Body, ...] = (
    Body("laughs-9x9", "unreadable", YAML, "aliases double each other", lambda: _laughs(9, 9)),
    Body("laughs-2-to-the-30", "unreadable", YAML, "a billion leaves of 1 kB", lambda: _laughs(30, 2)),
    Body("laughing-mappings", "unreadable", YAML, "aliases as members", lambda: _laughing_maps(9)),
    Body(
        "string-alias-20k",
        "unreadable",
        YAML,
        "shared now, 2 GB when written",
        _yaml(f"s: &s {'x' * 100_000}\nl:\n" + "- *s\n" * 20_000),
    ),
    Body(
        "key-alias-20k",
        "unreadable",
        YAML,
        "a long key repeated by alias",
        _yaml(f"s: &s {'k' * 100_000}\nl:\n" + "- {*s : 1}\n" * 20_000),
    ),
    Body("alias-tower", "unreadable", YAML, "deep only when expanded", lambda: _alias_tower(5000)),
    Body("recursive-alias", "unreadable", YAML, "a list inside itself", _yaml("a: &a [*a]")),
    Body("recursive-mapping", "unreadable", YAML, "a mapping inside itself", _yaml("a: &a\n  b: {c: *a}")),
    Body("undefined-alias", "unreadable", YAML, "an alias to nothing", _yaml("a: *nothing")),
    Body("merge-bomb", "unreadable", YAML, "merge keys double each other", _merge_bomb),
    Body("merge-key", "valid", YAML, "YAML 1.1 merge", _yaml("a: &a {x: 1}\nb:\n  <<: *a")),
    Body("dashes-100k", "unreadable", YAML, "segfaults recursive constructors", lambda: b"- " * 100_000),
    Body("questions-100k", "unreadable", YAML, "nested complex keys", lambda: b"? " * 100_000),
    Body("brackets-yaml-100k", "unreadable", YAML, "deep flow sequences", lambda: b"[" * 100_000),
    Body("braces-yaml-100k", "unreadable", YAML, "deep flow mappings", lambda: b"{a: " * 100_000),
    Body("brackets-json-100k", "unreadable", JSON, "deep arrays", lambda: b"[" * 100_000),
    Body("objects-json-100k", "unreadable", JSON, "deep objects", lambda: b'{"a":' * 100_000),
    Body("depth-json", "unreadable", JSON, "one level too many", lambda: _x("[" * 256 + "]" * 256)),
    Body("depth-yaml", "unreadable", YAML, "one level too many", lambda: _nested_yaml(257)),
    Body("depth-yaml-flow", "unreadable", YAML, "one level too many", _yaml("x: " + "[" * 256 + "]" * 256)),
    Body("depth-json-900", "unreadable", JSON, "near the interpreter's", lambda: b"[" * 900 + b"]" * 900),
    Body("nodes-json", "unreadable", JSON, "2.5 million values", lambda: _x(f"[{'1,' * 2_500_000}1]")),
    Body("nodes-json-empty", "unreadable", JSON, "5 million objects", lambda: _x(f"[{'{},' * 5_000_000}1]")),
    Body("nodes-yaml", "unreadable", YAML, "2.5 million values", lambda: b"- 1\n" * 2_500_000),
    Body("empty", "unreadable", JSON, "nothing at all", lambda: b""),
    Body("white", "unreadable", YAML, "white space only", lambda: b" \t\r\n" * 1000),
    Body("white-json", "unreadable", JSON, "white space only", lambda: b"\n" * 1000),
    Body("spaces-16m", "unreadable", YAML, "16 MiB of spaces", lambda: b" " * (16 * MEBIBYTE)),
    Body("newlines-16m", "unreadable", YAML, "16 MiB of lines", lambda: b"\n" * (16 * MEBIBYTE)),
    Body("comments", "unreadable", YAML, "comments only", lambda: b"# nothing here\n" * 10_000),
    Body("bom-only", "unreadable", YAML, "a byte order mark alone", lambda: b"\xef\xbb\xbf"),
    Body("one-byte-too-many", "unreadable", JSON, "16 MiB + 1", lambda: b" " * (16 * MEBIBYTE + 1)),
    Body("utf-16", "unreadable", JSON, "UTF-16 with a mark", lambda: _openapi().decode().encode("utf-16")),
    Body("utf-16-be", "unreadable", YAML, "UTF-16, no mark", lambda: _HEAD.encode("utf-16-be")),
    Body("utf-32", "unreadable", JSON, "UTF-32", lambda: _openapi().decode().encode("utf-32")),
    Body("invalid-utf-8", "unreadable", JSON, "a byte of no character", lambda: b'{"a": "\xff"}'),
    Body("overlong-utf-8", "unreadable", YAML, "an overlong slash", lambda: b"a: \xc0\xaf"),
    Body("raw-surrogate", "unreadable", JSON, "a surrogate in UTF-8", lambda: b'{"a": "\xed\xa0\x80"}'),
    Body("lone-surrogate-json", "unreadable", JSON, "half a character", lambda: _x(r'"\ud800"')),
    Body("lone-surrogate-key", "unreadable", JSON, "half a character", lambda: _x(r'{"\udfff": 1}')),
    Body("lone-surrogate-yaml", "unreadable", YAML, "half a character", _yaml(r'x: "\ud800"')),
    Body("nul-raw", "unreadable", YAML, "a NUL byte", lambda: b"openapi: 3.0.3\nx: a\0b\n"),
    Body("nul-json", "unreadable", JSON, "PostgreSQL refuses it", lambda: _x(r'"a\u0000b"')),
    Body("nul-json-key", "unreadable", JSON, "PostgreSQL refuses it", lambda: _x(r'{"\u0000": 1}')),
    Body("nul-yaml", "unreadable", YAML, "PostgreSQL refuses it", _yaml(r'x: "a\0b"')),
    Body("nul-yaml-key", "unreadable", YAML, "PostgreSQL refuses it", _yaml(r'"\x00": 1')),
    Body("control", "unreadable", YAML, "a raw control character", lambda: b"a: \x01"),
    Body("nan", "unreadable", JSON, "no number", lambda: _x("NaN")),
    Body("infinity", "unreadable", JSON, "no number", lambda: _x("-Infinity")),
    Body("1e999", "unreadable", JSON, "infinite as a double", lambda: _x("1e999")),
    Body("1e999-yaml", "unreadable", YAML, "infinite as a double", _yaml("x: 1e999")),
    Body("inf-yaml", "unreadable", YAML, "no number of JSON", _yaml("x: .inf")),
    Body("nan-yaml", "unreadable", YAML, "no number of JSON", _yaml("x: .NaN")),
    Body("digits-json-1m", "unreadable", JSON, "quadratic conversion", lambda: _x("1" * 1_000_000)),
    Body("digits-yaml-1m", "unreadable", YAML, "quadratic conversion", _yaml("x: " + "1" * 1_000_000)),
    Body("digits-4301", "unreadable", YAML, "more than Python converts", _yaml("x: " + "9" * 4_301)),
    Body("hex-yaml-1m", "unreadable", YAML, "a million hex digits", _yaml("x: 0x" + "f" * 1_000_000)),
    Body("octal-yaml-1m", "unreadable", YAML, "a million octal digits", _yaml("x: 0o" + "7" * 1_000_000)),
    Body(
        "tag-directives",
        "unreadable",
        YAML,
        "quadratic in libyaml",
        lambda: b"".join(b"%%TAG !a%d! tag:x,2000:%d\n" % (n, n) for n in range(20_000)) + b"---\na: 1",
    ),
    Body(
        "tag-directives-later",
        "unreadable",
        YAML,
        "quadratic, after the document",
        lambda: b"a: 1\n...\n" + b"".join(b"%%TAG !a%d! t:%d\n" % (n, n) for n in range(200_000)) + b"---\n",
    ),
    Body("unknown-tags", "unreadable", YAML, "tags of no type", _yaml("x:\n" + "- !foo bar\n" * 100_000)),
    Body(
        "python-object",
        "unreadable",
        YAML,
        "runs code in an unsafe loader",
        _yaml("x: !!python/object/apply:os.system ['true']"),
    ),
    Body("binary-tag", "unreadable", YAML, "bytes", _yaml("x: !!binary aGVsbG8=")),
    Body("tag-that-lies", "unreadable", YAML, "a tag its value is not of", _yaml("x: !!int twelve")),
    Body("two-documents", "unreadable", YAML, "a stream", lambda: b"---\na: 1\n---\nb: 2\n"),
    Body("many-documents", "unreadable", YAML, "a long stream", lambda: b"---\na: 1\n" * 500_000),
    Body("complex-key", "unreadable", YAML, "a list as key", _yaml("? [a, b]\n: c")),
    Body("mapping-key", "unreadable", YAML, "a mapping as key", _yaml("{a: 1}: c")),
    Body("truncated-json", "unreadable", JSON, "a cut connection", lambda: _openapi()[:-3]),
    Body("truncated-large", "unreadable", JSON, "cut where it ends", lambda: _flat(share(900_000))[:-1]),
    Body("truncated-yaml", "unreadable", YAML, "a cut connection", lambda: b'openapi: "3.0.3'),
    Body("trailing-garbage", "unreadable", JSON, "more after the end", lambda: _openapi() + b" x"),
    Body("single-quotes", "unreadable", JSON, "Python, not JSON", lambda: b"{'openapi': '3.0.3'}"),
    Body("tabs", "unreadable", YAML, "indented with tabs", lambda: b"a:\n\tb: 1\n"),
    Body("html", "unreadable", JSON, "a page of an error", lambda: b"<!DOCTYPE html><title>502</title>"),
    Body("quotes-json-16m", "unreadable", JSON, "only quotes", lambda: b'"' * (16 * MEBIBYTE)),
    Body("quotes-yaml-16m", "unreadable", YAML, "only quotes", lambda: b'"' * (16 * MEBIBYTE)),
    Body("backslashes-16m", "unreadable", JSON, "no end", lambda: b'["' + b"\\" * (16 * MEBIBYTE - 4)),
    Body("unclosed-quote-16m", "unreadable", YAML, "no end", lambda: b'a: "' + b"x " * (8 * MEBIBYTE - 2)),
    Body("gzip", "unreadable", JSON, "bytes of an archive", lambda: b"\x1f\x8b\x08\x00" + bytes(range(256))),
)

_NOT_OPENAPI: tuple[Body, ...] = (
    Body("flat-json-1m", "invalid", JSON, "a million keys", lambda: _flat(1_000_000)),
    Body("flat-yaml-1m", "invalid", YAML, "a million keys", lambda: _flat_yaml(1_000_000)),
    Body(
        "colliding-keys-60k",
        "invalid",
        YAML,
        "integers of one hash",
        lambda: "\n".join(f"{n * (2**61 - 1)}: 1" for n in range(60_000)).encode(),
    ),
    Body("duplicates-json", "invalid", JSON, "one key", lambda: b"{" + b'"a":1,' * 100_000 + b'"a":1}'),
    Body("duplicates-yaml", "invalid", YAML, "one key", lambda: b"a: 1\n" * 100_000),
    Body(
        "duplicates-of-long-keys",
        "invalid",
        JSON,
        "long pointers, many of them",
        lambda: b'{"%s":{%s"a":1}}' % (b"k" * 8_000_000, b'"a":1,' * 100_000),
    ),
    Body(
        "duplicates-late-yaml",
        "invalid",
        YAML,
        "repeats among many keys",
        lambda: _flat_yaml(share(900_000)) + b"\nk0: 1" * 200,
    ),
    Body(
        "duplicates-late",
        "invalid",
        JSON,
        "all of a large text is searched",
        lambda: _flat(share(900_000))[:-1] + b',"k0":1}',
    ),
    Body("sexagesimal-100k", "invalid", YAML, "YAML 1.1 multiplies", lambda: b"x: 1" + b":59" * 100_000),
    Body("long-key", "invalid", JSON, "a key of 15 MB", lambda: b'{"%s": 1}' % (b"k" * 15_000_000)),
    Body("long-key-yaml", "invalid", YAML, "a key of 15 MB", lambda: b'? "%s"\n: 1' % (b"k" * 15_000_000)),
    Body("long-line", "invalid", YAML, "one line of 15 MB", lambda: b"a: " + b"word " * 3_000_000),
    Body("escapes-15m", "invalid", JSON, "only escapes", lambda: b'{"a":"%s"}' % (b'\\"' * 7_500_000)),
    Body("backslashes-15m", "invalid", JSON, "only escapes", lambda: b'{"a":"%s"}' % (b"\\\\" * 7_500_000)),
    Body(
        "escaped-nuls-that-are-none",
        "invalid",
        JSON,
        "looks like NUL a million times",
        lambda: b'{"a":"%s"}' % (b"\\\\u0000" * 1_000_000),
    ),
    Body("blank-lines-15m", "invalid", YAML, "folded", lambda: b'a: "x' + b"\n" * 15_000_000 + b' y"'),
    Body("literal-15m", "invalid", YAML, "a literal block", lambda: b"a: |\n" + b" x\n" * 5_000_000),
    Body(
        "anchors-100k",
        "invalid",
        YAML,
        "anchors",
        lambda: b"".join(b"- &a%d x\n" % n for n in range(100_000)),
    ),
    Body("anchors-nested", "invalid", YAML, "anchors around all", lambda: _anchors_nested(200)),
    Body("scalar-json", "invalid", JSON, "a string as root", lambda: b'"openapi"'),
    Body("scalar-yaml", "invalid", YAML, "a word as root", lambda: b"openapi"),
    Body("number-root", "invalid", JSON, "a number as root", lambda: b"42"),
    Body("null-root", "invalid", YAML, "nothing as root", lambda: b"---\n"),
    Body("array-root", "invalid", JSON, "an array as root", lambda: b"[" + _openapi() + b"]"),
    Body("list-root", "invalid", YAML, "a list as root", lambda: b"- openapi: 3.0.3\n"),
    Body(
        "version-as-float",
        "invalid",
        YAML,
        "3.1 is a number",
        lambda: f"openapi: 3.1\n{_NO_VERSION}".encode(),
    ),
    Body("version-4", "invalid", JSON, "an unknown version", lambda: _openapi(openapi="4.0.0")),
    Body("version-as-list", "invalid", JSON, "no string", lambda: _openapi(openapi=["3.0.3"])),
    Body("version-as-novel", "invalid", JSON, "a long version", lambda: _openapi(openapi="3.0." + "9" * 10**6)),
    Body("no-info", "valid", JSON, "no info", lambda: b'{"openapi": "3.0.3", "paths": {}}'),
    Body("paths-as-list", "invalid", JSON, "no object", lambda: _openapi(paths=["/a"])),
)


def _anchors_nested(levels: int) -> bytes:
    lines = ["  " * level + f"k{level}: &a{level}" for level in range(levels)]
    return "\n".join([*lines, "  " * levels + "text: " + "é" * 1_000_000]).encode()


_OPENAPI: tuple[Body, ...] = (
    *(
        Body(f"refers-{name}", "invalid", JSON, "reads a file or the network", partial(_refers, text))
        for name, text in (
            ("http", "http://127.0.0.1:9/a.json#/A"),
            ("https", "https://127.0.0.1:9/a.yaml"),
            ("file", "file:///etc/passwd"),
            ("data", "data:application/json,%7B%7D"),
            ("relative", "../../etc/passwd#/A"),
            ("host", "//127.0.0.1:9/a.json"),
        )
    ),
    Body("refers-nowhere", "invalid", JSON, "a dangling reference", lambda: _refers("#/components/schemas/B")),
    Body("refers-by-number", "invalid", JSON, "no string", lambda: _refers(42)),
    Body("refers-by-list", "invalid", JSON, "no string", lambda: _refers(["#/A"])),
    Body("refers-odd-index", "invalid", JSON, "a long index", lambda: _refers("#/servers/" + "9" * 100_000)),
    Body("reference-to-itself", "invalid", JSON, "an endless loop", lambda: _schemas({"A": _ref("A")})),
    Body(
        "reference-cycle",
        "invalid",
        JSON,
        "references only",
        lambda: _schemas({f"S{n}": _ref(f"S{(n + 1) % 1000}") for n in range(1000)}),
    ),
    Body("reference-chain", "invalid", JSON, "5,000 references in a row", lambda: _chain(5_000)),
    Body(
        "unbalanced-path",
        "invalid",
        JSON,
        "crashes string.Formatter",
        lambda: _openapi(paths={"/a/{id": {"get": {"responses": {"200": {"description": "ok"}}}}}),
    ),
    Body(
        "redos-default",
        "valid",
        JSON,
        "exponential backtracking",
        lambda: _schemas({"A": {"type": "string", "pattern": "^(a+)+$", "default": "a" * 40 + "!"}}),
    ),
    Body("all-of-18", "valid", JSON, "2^18 paths", lambda: _nested_all_of(18)),
    Body("all-of-24", "valid", JSON, "2^24 paths", lambda: _nested_all_of(24)),
    Body("all-of-inline", "valid", JSON, "deep composition", lambda: _inline_all_of(100)),
    Body("all-of-itself", "valid", JSON, "endless recursion", lambda: _schemas({"A": {"allOf": [_ref("A")]}})),
    Body(
        "recursive-value",
        "valid",
        JSON,
        "recursion through items",
        lambda: _schemas({"A": {"oneOf": [{"type": "string"}, {"type": "array", "items": _ref("A")}]}}),
    ),
    Body(
        "enum-8000",
        "valid",
        JSON,
        "quadratic uniqueness",
        lambda: _schemas({"A": {"enum": [[f"v{n}", n, {"n": n}, [n]][n % 4] for n in range(8_000)]}}),
    ),
    Body(
        "default-8000-unique",
        "valid",
        JSON,
        "quadratic uniqueness",
        lambda: _schemas(
            {
                "A": {
                    "type": "array",
                    "items": {},
                    "uniqueItems": True,
                    "default": [{"n": n} for n in range(8_000)],
                }
            }
        ),
    ),
    Body("paths-50k", "valid", JSON, "many paths", lambda: _paths(50_000)),
    Body("paths-100k", "valid", JSON, "many paths", lambda: _paths(100_000)),
    Body(
        "schemas-20k",
        "valid",
        JSON,
        "many schemas",
        lambda: _schemas(
            {f"S{n}": {"type": "object", "properties": {"a": _ref(0)}} for n in range(20_000)} | {"0": {}}
        ),
    ),
    Body(
        "operation-extensions-500k",
        "valid",
        JSON,
        "an operation of 500,000 keys",
        lambda: _openapi(
            paths={
                "/a": {
                    "get": {
                        "responses": {"200": {"description": "ok"}},
                        **{f"x-{n}": 1 for n in range(500_000)},
                    }
                }
            }
        ),
    ),
    Body(
        "description-15m",
        "valid",
        JSON,
        "one long text",
        lambda: _openapi(info={"title": "t", "version": "1", "description": "word " * 3_000_000}),
    ),
)

BODIES: tuple[Body, ...] = (*_READING, *_NOT_OPENAPI, *_OPENAPI)
