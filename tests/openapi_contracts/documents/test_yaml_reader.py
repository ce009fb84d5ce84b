"""YAML 1.2 with the core schema: what is accepted, and what is refused at which place."""

from typing import Any

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.syntaxes.parsed import Parsed
from openapi_contracts.documents.syntaxes.yaml_reader import parse

LIMITS = Limits(depth=8, nodes=2_000, problems=3)


def read(text: str, limits: Limits = LIMITS) -> Parsed:
    return parse(text.encode(), text, limits)


def refusal(text: str, limits: Limits = LIMITS) -> Problem:
    """Parse a document that must be refused, and return the problem."""
    with pytest.raises(Unreadable) as caught:
        read(text, limits)
    return caught.value.problem


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *((text, None) for text in ("", "~", "null", "Null", "NULL")),
        *((text, True) for text in ("true", "True", "TRUE")),
        *((text, False) for text in ("false", "False", "FALSE")),
        *((text, text) for text in ("yes", "No", "on", "OFF", "y", "n", "tRUE", "nuLL")),
        *((text, text) for text in ("2020-01-01", "18:00", "1_000", "0b11", "0o8", "0xg", "-0x1", "1.2.3", ".")),
        *((text, text) for text in ("--1", "1e", "e1", "0x", "+.", "=", "nan", "inf", "١")),
        ("0o17", 15),
        ("0x1F", 31),
        ("090", 90),
        ("+1", 1),
        ("-0", 0),
        ("1.", 1.0),
        (".5", 0.5),
        ("-1.5e3", -1500.0),
        ("9e+07", 9e7),
        ("1E2", 100.0),
        ("'1'", "1"),
        ('"true"', "true"),
        ("!!str 1", "1"),
        ("! 1", "1"),
        ("!!int '7'", 7),
        ("!!float 1", 1.0),
        ("!!null ''", None),
        ("!!bool true", True),
        ("!!seq [1]", [1]),
        ("!!map {a: 1}", {"a": 1}),
        ("|\n  a\n  b\n", "a\nb\n"),
        (">\n  a\n  b\n", "a b\n"),
    ],
)
def test_scalars_have_the_types_of_the_core_schema(text: str, value: Any) -> None:
    assert repr(read(f"a: {text}").data["a"]) == repr(value)


@pytest.mark.parametrize("key", ["200", "null", "true", "1.0", "0x1F", "2020-01-01", "~", "on", ".inf"])
def test_keys_keep_their_text(key: str) -> None:
    assert read(f"{key}: 1").data == {key: 1}


def test_keys_that_are_equal_as_text_are_duplicates() -> None:
    parsed = read("responses:\n  200: a\n  404: b\n  '200': c\n")
    assert parsed.data == {"responses": {"200": "c", "404": "b"}}
    (problem,) = parsed.problems
    assert (problem.code, problem.pointer) == ("duplicate-key", "/responses/200")
    assert (problem.line, problem.column) == (4, 3)
    assert "line 4" in problem.detail
    assert "line 2" in problem.detail


def test_a_duplicate_key_inside_lists_is_reported_with_its_pointer() -> None:
    parsed = read("- 0\n- - x\n  - {a: 1, b: {c: 1, c: 2}, a: 3}\n")
    assert [problem.pointer for problem in parsed.problems] == ["/1/1/b/c", "/1/1/a"]


def test_only_the_first_duplicates_are_listed_and_all_are_counted() -> None:
    parsed = read("a: 1\n" * 11)
    assert (len(parsed.problems), parsed.problem_count) == (3, 10)


def test_an_alias_shares_the_value_of_its_anchor() -> None:
    data = read("a: &x {k: [1]}\nb: *x\nc: [*x, &y 200, *y]\n").data
    assert data == {"a": {"k": [1]}, "b": {"k": [1]}, "c": [{"k": [1]}, 200, 200]}
    assert data["a"] is data["b"] is data["c"][0]


def test_an_alias_of_a_scalar_may_be_a_key_and_an_anchored_key_a_value() -> None:
    assert read("&k 200: a\nb: *k\nc: {*k : d}\n").data == {"200": "a", "b": 200, "c": {"200": "d"}}


def test_an_anchor_may_be_defined_again() -> None:
    assert read("- &a 1\n- &a 2\n- *a\n").data == [1, 2, 2]


def test_an_alias_that_expands_too_far_is_refused() -> None:
    long = "x" * 10_000
    assert read(f"a: &a {long}\nb: [{', '.join(['*a'] * 9)}]").problem_count == 0
    problem = refusal(f"a: &a {long}\nb: [{', '.join(['*a'] * 12)}]")
    assert (problem.code, problem.line) == ("alias-expansion", 2)


def test_a_small_document_may_use_its_aliases_freely() -> None:
    assert len(read("a: &a some text\nb: [" + ", ".join(["*a"] * 500) + "]").data["b"]) == 500


def test_the_expansion_is_counted_in_bytes() -> None:
    text = f"a: &a {'€' * 4_000}\nb: [{', '.join(['*a'] * 28)}]"
    assert refusal(text, Limits(alias_expansion=2)).code == "alias-expansion"
    assert read(text.replace("€", "e"), Limits(alias_expansion=28)).problem_count == 0


def test_values_are_counted_as_often_as_aliases_repeat_them() -> None:
    text = f"a: &a [{', '.join('1' * 100)}]\nb: [{', '.join(['*a'] * 30)}]"
    assert refusal(text).code == "document-too-many-nodes"


def test_depth_is_counted_through_aliases() -> None:
    tower = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 8))]
    assert read("\n".join(tower[:7])).problem_count == 0
    problem = refusal("\n".join(tower))
    assert (problem.code, problem.line) == ("document-too-deep", 8)


@pytest.mark.parametrize("text", ["a: &a [*a]", "a: &a {b: *a}", "&a {b: [{c: *a}]}", "- &a 1\n- &a [*a]"])
def test_an_alias_inside_its_own_anchor_is_refused(text: str) -> None:
    assert refusal(text).code == "recursive-alias"


def test_an_alias_without_an_anchor_is_refused() -> None:
    problem = refusal("a: 1\nb: *c\n")
    assert (problem.code, problem.line, problem.column) == ("unknown-alias", 2, 4)


@pytest.mark.parametrize("text", ["[" * 9 + "]" * 9, "- " * 9 + "x", "{a: " * 9 + "}" * 9])
def test_nesting_beyond_the_limit_is_refused_at_its_place(text: str) -> None:
    problem = refusal(text)
    assert (problem.code, problem.line) == ("document-too-deep", 1)


def test_the_deepest_nesting_allowed_is_read() -> None:
    assert read("[" * 8 + "]" * 8).problem_count == 0


def test_values_are_counted_up_to_the_limit() -> None:
    assert len(read("- 1\n" * 1_999).data) == 1_999
    assert refusal("- 1\n" * 2_000).code == "document-too-many-nodes"


@pytest.mark.parametrize(
    "text",
    [
        *("a: !foo b", "a: !!binary aGk=", "a: !!python/object:x {}", "a: !!set {b}", "!!timestamp a: 1"),
        *("a: !!seq {}", "a: !!map []", "a: !!int twelve", "a: !<tag:x,2000:y> 1"),
    ],
)
def test_a_tag_outside_the_core_schema_is_refused(text: str) -> None:
    assert refusal(text).code == "unknown-tag"


@pytest.mark.parametrize("text", ["? [a]\n: b", "? {a: 1}\n: b", "{[a]: b}", "a: &a []\nb: {*a : 1}"])
def test_a_key_that_is_a_collection_is_refused(text: str) -> None:
    assert refusal(text).code == "complex-key"


@pytest.mark.parametrize("text", ["--- a\n--- b\n", "a: 1\n...\n---\nb: 1\n"])
def test_a_second_document_is_refused(text: str) -> None:
    assert refusal(text).code == "multiple-documents"


def test_a_single_document_with_markers_is_read() -> None:
    assert read("%YAML 1.2\n---\na: 1\n...\n").data == {"a": 1}


@pytest.mark.parametrize("text", ["%s---\na: 1\n", "a: 1\n...\n%s---\n", "# %%\n%s---\n"])
def test_many_directives_are_refused_anywhere(text: str) -> None:
    directives = "".join(f"%TAG !a{n}! tag:x,2000:{n}\n" for n in range(9))
    assert refusal(text % directives).code == "too-many-directives"


def test_percent_signs_in_text_are_not_directives() -> None:
    assert read("a:\n" + "- 10%\n" * 20).problem_count == 0


@pytest.mark.parametrize("number", [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"])
def test_a_number_that_is_not_finite_is_refused(number: str) -> None:
    problem = refusal(f"a:\n  b: {number}")
    assert (problem.code, problem.line, problem.column) == ("number-not-finite", 2, 6)


@pytest.mark.parametrize("number", ["1e999", "9" * 400, "9" * 5_000, "0x" + "f" * 500, "0o" + "7" * 5_000])
def test_a_number_too_large_for_a_double_is_refused(number: str) -> None:
    assert refusal(f"a: {number}").code == "number-too-large"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: é: b", (1, 5)),
        ("a:\n  - b\n c: d", (3, 2)),
        ('é: "x', (1, 6)),
        ("a: @b", (1, 4)),
        ("é: é\n\x01", (2, 1)),
    ],
)
def test_a_syntax_error_is_placed_by_line_and_character(text: str, place: tuple[int, int]) -> None:
    problem = refusal(text)
    assert (problem.code, problem.line, problem.column) == ("yaml-syntax", *place)
    assert f"line {place[0]}, column {place[1]}" in problem.detail


def test_indenting_with_tabs_is_explained() -> None:
    assert "spaces, not tabs" in refusal("a:\n\tb: 1\n").detail


def test_a_lone_surrogate_is_refused() -> None:
    assert refusal(r'a: "\ud800"').code == "lone-surrogate"


def test_an_empty_document_with_a_marker_is_null() -> None:
    assert read("---\n").data is None


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a: &a {x: 1, y: 2}\nb: {<<: *a}", {"x": 1, "y": 2}),
        ("a: &a {x: 1, y: 2}\nb: {y: 3, <<: *a}", {"x": 1, "y": 3}),
        ("a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}", {"x": 1, "y": 3}),
        ("a: &a {x: 1}\nc: &c {x: 2, z: 3}\nb: {<<: [*a, *c]}", {"x": 1, "z": 3}),
        ("a: &a {x: 1}\nc: &c {<<: *a, z: 3}\nb: {<<: *c}", {"x": 1, "z": 3}),
        ("b: {<<: {x: {z: 1}}, y: 2}", {"x": {"z": 1}, "y": 2}),
        ("b: {'<<': 1}", {"<<": 1}),
    ],
)
def test_merge_keys_are_expanded(text: str, data: Any) -> None:
    assert read(text).data["b"] == data


def test_a_merge_key_is_a_warning_at_its_place() -> None:
    parsed = read("a: &a {x: 1}\nb:\n  c:\n    <<: *a\n    x: 2\n")
    (problem,) = parsed.problems
    assert (problem.code, problem.severity, problem.pointer) == ("merge-key", "warning", "/b/c")
    assert (problem.line, problem.column) == (4, 5)


@pytest.mark.parametrize("value", ["1", "[{}, 1]", "x", "[[]]"])
def test_a_merge_key_without_mappings_is_refused(value: str) -> None:
    assert refusal(f"a: {{<<: {value}}}").code == "merge-key"


def test_merge_keys_expand_no_further_than_aliases_do() -> None:
    long = ", ".join(f"k{n}: 1" for n in range(8))
    tower = [f"a0: &a0 {{{long}}}", *(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}" for n in range(1, 9))]
    assert refusal("\n".join(tower), Limits()).code == "alias-expansion"
