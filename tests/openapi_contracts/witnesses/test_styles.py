"""The styles of parameters, against the table of OAS 3.1.1 (4.8.12.4) and the examples of RFC 6570 (3.2)."""

from typing import Any
from urllib.parse import parse_qsl, unquote

import pytest

from openapi_contracts.contracts.styles import Style, Styled
from openapi_contracts.serialization.escaping import plain, reserved
from openapi_contracts.serialization.styles import in_path, pairs, simple

COLORS, RGB = ["blue", "black", "brown"], {"R": 100, "G": 200, "B": 150}
# style, explode, then the columns of the table: empty, string, array, object; None where it says n/a.
TABLE: list[tuple[str, bool, str | None, str | None, str | None, str | None]] = [
    ("matrix", False, ";color", ";color=blue", ";color=blue,black,brown", ";color=R,100,G,200,B,150"),
    ("matrix", True, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";R=100;G=200;B=150"),
    ("label", False, ".", ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
    ("label", True, ".", ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
    ("simple", False, "", "blue", "blue,black,brown", "R,100,G,200,B,150"),
    ("simple", True, "", "blue", "blue,black,brown", "R=100,G=200,B=150"),
    ("form", False, "color=", "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
    ("form", True, "color=", "color=blue", "color=blue&color=black&color=brown", "R=100&G=200&B=150"),
    ("spaceDelimited", False, None, None, "color=blue%20black%20brown", "color=R%20100%20G%20200%20B%20150"),
    ("pipeDelimited", False, None, None, "color=blue%7Cblack%7Cbrown", "color=R%7C100%7CG%7C200%7CB%7C150"),
    ("deepObject", True, None, None, None, "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"),
]
ROWS = [
    (style, explode, value, expected)
    for style, explode, *columns in TABLE
    for value, expected in zip(["", "blue", COLORS, RGB], columns, strict=True)
    if expected is not None
]


def written(value: Any, form: Styled, name: str = "color") -> str:
    in_query = form.style not in (Style.MATRIX, Style.LABEL, Style.SIMPLE)
    return "&".join(pairs(name, value, form)) if in_query else in_path(name, value, form)


@pytest.mark.parametrize(("style", "explode", "value", "expected"), ROWS)
def test_a_value_is_written_as_the_table_says(style: str, explode: bool, value: Any, expected: str) -> None:
    assert written(value, Styled(Style(style), explode)) == expected


# var := "value", hello := "Hello World!", path := "/foo/bar", list := red green blue, keys := ; . , (RFC 6570, 3.2)
KEYS = {"semi": ";", "dot": ".", "comma": ","}
RFC_6570 = [
    ("simple", False, "Hello World!", "Hello%20World%21"),
    ("simple", False, "/foo/bar", "%2Ffoo%2Fbar"),
    ("simple", False, KEYS, "semi,%3B,dot,.,comma,%2C"),
    ("simple", True, KEYS, "semi=%3B,dot=.,comma=%2C"),
    ("label", False, KEYS, ".semi,%3B,dot,.,comma,%2C"),
    ("label", True, KEYS, ".semi=%3B.dot=..comma=%2C"),
    ("matrix", False, KEYS, ";color=semi,%3B,dot,.,comma,%2C"),
    ("matrix", True, KEYS, ";semi=%3B;dot=.;comma=%2C"),
    ("form", False, KEYS, "color=semi,%3B,dot,.,comma,%2C"),
    ("form", True, KEYS, "semi=%3B&dot=.&comma=%2C"),
    ("form", True, "50%", "color=50%25"),
]


@pytest.mark.parametrize(("style", "explode", "value", "expected"), RFC_6570)
def test_a_value_is_expanded_as_rfc_6570_does(style: str, explode: bool, value: Any, expected: str) -> None:
    assert written(value, Styled(Style(style), explode)) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "color=true"),
        (None, "color=null"),
        (1.5, "color=1.5"),
        ([], "color="),
        ({}, "color="),
        (["ü", "\r\n"], "color=%C3%BC&color=%0D%0A"),
        ([{"a": 1}], "color=%7B%22a%22%3A1%7D"),
        ("\ud800", "color=%ED%A0%80"),
    ],
)
def test_what_the_styles_leave_open_is_decided(value: Any, expected: str) -> None:
    assert written(value, Styled.default()) == expected


def test_reserved_characters_stay_where_they_are_allowed_and_separate_nothing() -> None:
    assert pairs("q", "a/b?c=d&e#f+g[h]", Styled(Style.FORM, explode=True), reserved) == [
        "q=a/b?c=d%26e%23f%2Bg%5Bh%5D"
    ]


def test_arrays_in_arrays_have_the_delimiters_of_openapi_2() -> None:
    form = Styled(Style.PIPE, explode=False, inner=(Style.FORM,))
    assert written([["a", "b"], ["c"]], form) == "color=a,b%7Cc"
    assert simple([["a", "b"], ["c"]], Styled(Style.TAB, explode=False, inner=(Style.SPACE,)), plain) == "a b\tc"


def test_deep_objects_go_on_in_brackets() -> None:
    deep = Styled(Style.DEEP, explode=True)
    found = written({"a": {"b": [1, 2]}, "c": "d&e"}, deep, name="f")
    assert [unquote(pair) for pair in found.split("&")] == ["f[a][b][0]=1", "f[a][b][1]=2", "f[c]=d&e"]


HOSTILE = ["a&b=c", "a,b", "a b", "100%", "%41", "é#?/", "\r\nX: y", "+", ""]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_query_is_read_back_as_it_was(text: str) -> None:
    exploded = written([text, text], Styled.default(), name=f"n{text}")
    assert parse_qsl(exploded, keep_blank_values=True) == [(f"n{text}", text)] * 2
    joined = written([text, text], Styled(Style.FORM, explode=False))
    assert [unquote(item) for item in joined.removeprefix("color=").split(",")] == [text, text]
    deep = written({text: text}, Styled(Style.DEEP, explode=True))
    assert parse_qsl(deep, keep_blank_values=True) == [(f"color[{text}]", text)]
