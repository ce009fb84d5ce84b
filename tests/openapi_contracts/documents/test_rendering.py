"""Rendered documents parse to the same data, in both syntaxes."""

import io
import json
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.reading import Syntax, read
from openapi_contracts.documents.rendering import compact, render
from tests import corpus
from tests.depth import share

# The parsers refuse U+0000 and surrogates, so no data has them.
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30)
LINES = st.text(st.sampled_from("ab \n\t#:-'\"|>%\r\x85\u2028\ufeff"), max_size=20)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXTS
    | LINES
    | st.from_regex(r"[-+]?[0-9.:_exo]{1,6}", fullmatch=True)
)
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS | LINES, inner, max_size=4),
    max_leaves=20,
)
AMBIGUOUS = [
    *("yes", "no", "on", "off", "y", "n", "Yes", "NO", "true", "null", "~", "NaN", "<<", "=", "-", "+", "."),
    *(
        "1",
        "1.0",
        "1e3",
        "0x1F",
        "0o17",
        "017",
        "0b1",
        "1_000",
        "12:30:45",
        "2020-01-01",
        ".5",
        ".inf",
        "3.0.3",
    ),
    *("*a", "&a", "!a", "%a", "@a", "`a", "#a", "?", ":", ",", "[", "]", "{", "}", "|", ">", "'", '"', "-a"),
    *("", " a", "a ", "a: b", "a #b", "a#", "a:b"),
]


@pytest.mark.parametrize("target", Syntax)
@settings(derandomize=True, deadline=None, max_examples=share(400))
@given(data=DATA)
@example(data={"k" * 2000: {"a\nb": ["a\n", "a\n\n", "\na", " a\nb", "a \nb", "a\n b\n", "a\tb\nc"]}})
@example(data=[1e16, -0.0, 1e-7, 1.5e300, 2.0**70, 2**64 - 1])
@example(data=["a\x85b", "a\u2028b", "\ufeff", "a\r\nb", "\x7f", "\ufffe", "😀", "\x01", "", " ", "\n"])
def test_rendered_data_parses_to_the_same_data(target: Syntax, data: Any) -> None:
    reading = read(render(data, target), Limits(), declared=target)
    assert repr(reading.data) == repr(data)
    assert reading.problem_count == 0


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_a_string_stays_a_string_in_yaml_1_1(text: str) -> None:
    for data in ({"a": text}, {text: "a"}):
        assert yaml.safe_load(io.BytesIO(render(data, Syntax.YAML))) == data


def test_yaml_is_in_block_style_with_quotes_only_where_needed() -> None:
    data = {
        "openapi": "3.0.3",
        "paths": {"/pets/{id}": {"get": {"tags": [], "parameters": [{"name": "id", "required": True}]}}},
        "responses": {"200": {"description": "One line.\nAnother line.\n"}, "404": {}},
        "x": [None, 1, 2.5, "no", "naïve", "a: b"],
    }
    assert render(data, Syntax.YAML).decode() == (
        "openapi: '3.0.3'\n"
        "paths:\n"
        "  /pets/{id}:\n"
        "    get:\n"
        "      tags: []\n"
        "      parameters:\n"
        "      - name: id\n"
        "        required: true\n"
        "responses:\n"
        "  '200':\n"
        "    description: |\n"
        "      One line.\n"
        "      Another line.\n"
        "  '404': {}\n"
        "x:\n"
        "- null\n"
        "- 1\n"
        "- 2.5\n"
        "- 'no'\n"
        "- naïve\n"
        "- 'a: b'\n"
    )


def test_a_long_line_is_not_broken() -> None:
    text = "word " * 100 + "end"
    assert render({"a": text}, Syntax.YAML).decode() == f"a: {text}\n"


def test_json_is_indented_and_ends_with_a_line() -> None:
    assert render({"b": [1], "a": "é"}, Syntax.JSON).decode() == '{\n  "b": [\n    1\n  ],\n  "a": "é"\n}\n'


@pytest.mark.parametrize("target", Syntax)
def test_a_shared_value_is_written_each_time(target: Syntax) -> None:
    data = read(b"a: &a {x: 1}\nb: *a\n", Limits()).data
    assert b"*" not in render(data, target)
    assert read(render(data, target), Limits()).data == {"a": {"x": 1}, "b": {"x": 1}}


@pytest.mark.parametrize("target", Syntax)
def test_the_deepest_document_is_rendered(target: Syntax) -> None:
    limits = Limits()
    data = read(b"[" * limits.depth + b"]" * limits.depth, limits).data
    assert read(render(data, target), limits).data == data


@pytest.mark.corpus
@pytest.mark.parametrize("target", Syntax)
def test_real_documents_parse_to_the_same_data_in_both_syntaxes(target: Syntax) -> None:
    for path in corpus.specs()[::4]:
        data = read(path.read_bytes(), Limits()).data
        rendered = render(data, target)
        assert repr(read(rendered, Limits(bytes=2**26), declared=target).data) == repr(data), path
        assert render(data, target) == rendered


@pytest.mark.parametrize("value", [{"a": [1, 2.5, None]}, 2**70, "\ud800", {"deep": None}])
def test_compact_json_can_have_any_value(value: Any) -> None:
    assert json.loads(compact(value)) == value


def test_compact_json_may_nest_deeper_than_orjson_writes() -> None:
    value: Any = 1
    for _ in range(300):
        value = [value]
    assert json.loads(compact(value)) == value
