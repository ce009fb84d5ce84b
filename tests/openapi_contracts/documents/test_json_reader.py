"""JSON: what is accepted, and what is refused at which place."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Problem, Unreadable
from openapi_contracts.documents.syntaxes.json_reader import parse
from openapi_contracts.documents.syntaxes.parsed import Parsed

ROOT = Path(__file__).parents[3]
LIMITS = Limits(depth=8, nodes=20, problems=3)


def read(text: str, limits: Limits = LIMITS) -> Parsed:
    return parse(text.encode(), text, limits)


def refusal(text: str, limits: Limits = LIMITS) -> Problem:
    """Parse a document that must be refused, and return the problem."""
    with pytest.raises(Unreadable) as caught:
        read(text, limits)
    return caught.value.problem


def test_json_is_read() -> None:
    assert read('{"a": [1, 2.5, null, true, "é"]}').data == {"a": [1, 2.5, None, True, "é"]}


def test_an_error_is_placed_by_line_and_character() -> None:
    problem = refusal('{"a":\n  "éé" x}')
    assert (problem.code, problem.line, problem.column) == ("json-syntax", 2, 8)
    assert "line 2, column 8" in problem.detail


def test_json_cut_off_is_refused_at_its_end() -> None:
    problem = refusal('{\n"a": [1,')
    assert (problem.code, problem.line) == ("json-syntax", 2)


def test_a_lone_surrogate_is_refused() -> None:
    assert refusal(r'["\ud800"]').code == "lone-surrogate"
    assert refusal(r'{"\udc00": 1}').code == "lone-surrogate"


def test_the_deepest_nesting_allowed_is_read_and_one_more_level_refused() -> None:
    assert read("[" * 8 + "]" * 8).problem_count == 0
    problem = refusal('{"b": "[[",\n"a": ' + "[" * 8 + "]" * 8 + "}")
    assert (problem.code, problem.line, problem.column) == ("document-too-deep", 2, 13)


def test_nesting_that_the_parser_itself_refuses_is_too_deep() -> None:
    assert refusal("[" * 2000, Limits()).code == "document-too-deep"


def test_nesting_near_the_interpreters_own_limit_is_read_or_too_deep_and_no_crash() -> None:
    with suppress(Unreadable):  # read where the interpreter goes deep enough
        assert read("[" * 1000 + "]" * 1000, Limits(depth=2000)).problem_count == 0


def test_values_are_counted_up_to_the_limit() -> None:
    assert read("[" + ",".join("1" * 19) + "]").problem_count == 0
    assert refusal("[" + ",".join("1" * 20) + "]").code == "document-too-many-nodes"


def test_a_duplicate_key_is_reported_with_both_places_and_the_last_value_wins() -> None:
    parsed = read('{"x": {\n  "a": 1,\n  "b": 2,\n  "\\u0061": 3}}')
    assert parsed.data == {"x": {"a": 3, "b": 2}}
    (problem,) = parsed.problems
    assert (problem.code, problem.pointer, problem.line, problem.column) == ("duplicate-key", "/x/a", 4, 3)
    assert "line 4" in problem.detail
    assert "line 2" in problem.detail


def test_duplicate_keys_are_found_inside_lists_and_after_misleading_strings() -> None:
    parsed = read('[{"a": "{\\"a\\": 1, \\\\"}, [0, {"b/~": 1, "b/~": {"c": 1, "c": 2}}]]')
    assert [problem.pointer for problem in parsed.problems] == ["/1/1/b~1~0", "/1/1/b~1~0/c"]


def test_the_same_key_in_another_object_is_not_a_duplicate() -> None:
    assert read('{"a": {"a": 1}, "b": {"a": [{"a": 1}, {"a": 1}]}}').problem_count == 0


def test_only_the_first_duplicates_are_listed_and_all_are_counted() -> None:
    parsed = read("{" + ",".join(['"a": 1'] * 11) + "}")
    assert (len(parsed.problems), parsed.problem_count) == (3, 10)


def test_a_pointer_through_a_very_long_key_stops_before_it() -> None:
    parsed = read('{"x": {"%s": {"a": 1, "a": 2}}}' % ("k" * 10_000))
    assert parsed.problems[0].pointer == "/x"


def test_a_lack_of_memory_is_not_a_syntax_error() -> None:
    program = """
import resource
from openapi_contracts.documents.syntaxes.json_reader import loaded
content = b"[" + b"1," * 1_000_000 + b"1]"
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + 5_000_000, used + 5_000_000))
try:
    loaded(content)
except MemoryError:
    print("no memory")
"""
    finished = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.stdout == "no memory\n", finished.stderr
