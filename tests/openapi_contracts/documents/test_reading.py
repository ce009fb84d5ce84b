"""JSON and YAML parse to the same data, or are refused with a place."""

import pickle

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.reading import Syntax, read
from tests import corpus

LIMITS = Limits()


def refusal(content: bytes, limits: Limits = LIMITS, declared: Syntax | None = None) -> Problem:
    """Parse a document that must be refused, and return the problem."""
    with pytest.raises(Unreadable) as caught:
        read(content, limits, declared=declared)
    return caught.value.problem


def test_a_document_that_begins_like_json_is_read_as_json() -> None:
    assert read(b' \n{"a": [1]}', LIMITS).syntax is Syntax.JSON
    assert read(b'["a"]', LIMITS).syntax is Syntax.JSON


def test_any_other_document_is_read_as_yaml() -> None:
    reading = read(b"a: 1\n", LIMITS)
    assert (reading.data, reading.syntax) == ({"a": 1}, Syntax.YAML)


def test_json_declared_as_yaml_is_read_as_json() -> None:
    reading = read(rb'{"a": "\ud83d\ude00"}', LIMITS, declared=Syntax.YAML)
    assert (reading.data, reading.syntax) == ({"a": "😀"}, Syntax.JSON)


def test_yaml_in_flow_style_is_read_though_it_begins_like_json() -> None:
    reading = read(b"{a: 1, b: [x, y]}", LIMITS)
    assert (reading.data, reading.syntax) == ({"a": 1, "b": ["x", "y"]}, Syntax.YAML)


def test_a_document_declared_json_is_read_as_nothing_else() -> None:
    assert refusal(b"a: 1", declared=Syntax.JSON).code == "json-syntax"
    assert refusal(b"{a: 1}", declared=Syntax.JSON).code == "json-syntax"


def test_invalid_text_is_explained_in_the_syntax_that_it_begins_like() -> None:
    assert refusal(b'{"a": [1').code == "json-syntax"
    assert refusal(b'{"a": [1', declared=Syntax.YAML).code == "yaml-syntax"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_json_with_an_invalid_number_is_not_read_as_yaml(number: str) -> None:
    assert refusal(b'{"a": %s}' % number.encode()).code.startswith("number-")


@pytest.mark.parametrize("content", [b'\xef\xbb\xbf{"a": 1}', b"\xef\xbb\xbfa: 1"])
def test_a_byte_order_mark_of_utf_8_is_tolerated(content: bytes) -> None:
    assert read(content, LIMITS).data == {"a": 1}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be", "utf-32-le"])
def test_another_encoding_is_refused(encoding: str) -> None:
    assert refusal('{"a": 1}'.encode(encoding)).code == "not-utf-8"


def test_a_byte_that_is_not_utf_8_is_reported_with_its_place() -> None:
    problem = refusal("a: 1\nüb: \xff".encode("latin-1"))
    assert (problem.code, problem.line, problem.column) == ("not-utf-8", 2, 1)
    assert "0xfc" in problem.detail


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"# only a comment\n"])
def test_an_empty_document_is_refused(content: bytes) -> None:
    assert refusal(content).code == "empty-document"


def test_a_document_over_the_limit_of_bytes_is_refused() -> None:
    assert refusal(b'{"a": 1}', Limits(bytes=7)).code == "document-too-large"
    assert read(b'{"a": 1}', Limits(bytes=8)).data == {"a": 1}


@pytest.mark.parametrize("content", [b"a: b\0c", rb'{"a": "b\u0000"}', rb'a: "b\0c"', rb'{"\u0000": 1}'])
def test_the_character_nul_is_refused_anywhere(content: bytes) -> None:
    assert refusal(content).code == "nul-character"


@pytest.mark.parametrize("content", [rb'{"a": "\\u0000"}', rb"a: '\0'", rb"a: \u0000", rb'a: "\\x00"'])
def test_text_that_only_looks_like_an_escaped_nul_is_read(content: bytes) -> None:
    assert read(content, LIMITS).problem_count == 0


@pytest.mark.parametrize("number", ["0", "-0", "9223372036854775808", "-9223372036854775809", "-9223372036854776000"])
@pytest.mark.parametrize("more", ["", ".0", "e3", "E-2", ".50"])
def test_numbers_are_the_same_in_both_syntaxes(number: str, more: str) -> None:
    as_json = read(f"[{number}{more}]".encode(), LIMITS).data
    as_yaml = read(f"- {number}{more}".encode(), LIMITS).data
    assert repr(as_json) == repr(as_yaml)


@pytest.mark.parametrize("content", ['{"a": %s}', "a: %s"])
@pytest.mark.parametrize("number", ["18446744073709551616", "-9223372036854775809", "9" * 300])
def test_an_integer_beyond_64_bits_is_a_float(content: str, number: str) -> None:
    value = read((content % number).encode(), LIMITS).data["a"]
    assert isinstance(value, float)
    assert value == float(number)


@pytest.mark.parametrize("content", ['{"a": %s}', "a: %s"])
@pytest.mark.parametrize("number", [2**64 - 1, -(2**63)])
def test_an_integer_of_64_bits_stays_an_integer(content: str, number: int) -> None:
    value = read((content % number).encode(), LIMITS).data["a"]
    assert type(value) is int
    assert value == number


@pytest.mark.parametrize("content", ['{"a": %s}', "a: %s"])
def test_a_number_too_large_for_a_float_is_refused(content: str) -> None:
    for number in ("9" * 400, "9" * 4_301, "9" * 100_000, "-1e400"):
        assert refusal((content % number).encode()).code == "number-too-large"


def test_a_refusal_can_be_pickled() -> None:
    with pytest.raises(Unreadable) as caught:
        read(b"", LIMITS)
    assert pickle.loads(pickle.dumps(caught.value)).problem == caught.value.problem


@pytest.mark.corpus
def test_every_real_document_is_read() -> None:
    for path in corpus.specs():
        reading = read(path.read_bytes(), LIMITS, declared=Syntax(path.suffix[1:]))
        assert isinstance(reading.data, dict), path
        assert reading.syntax == path.suffix[1:], path
