"""What holds of every form of a report."""

import pytest

from openapi_contracts.outputs import FORMATS
from openapi_contracts.outputs.visible import encoded, one_line, visible
from tests.openapi_contracts.report.reports import HOSTILE, of_every_kind, report

OBEYED = {"\x00", "\x07", "\x1b", "\r", "\u2028", "\u202e", "\ufffe"}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("said", ["plain", HOSTILE])
def test_a_report_is_written_to_its_last_line_end_in_utf_8(name: str, said: str) -> None:
    written = encoded(FORMATS[name].write(of_every_kind(said)))
    assert written.decode("utf-8").endswith("\n")
    assert not written.endswith(b"\n\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_report_is_written_the_same(name: str) -> None:
    assert FORMATS[name].write(of_every_kind(HOSTILE)) == FORMATS[name].write(of_every_kind(HOSTILE))


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_without_changes_is_written_too(name: str) -> None:
    assert "compatible" in FORMATS[name].write(report()).lower()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "json"])
def test_no_character_is_left_that_a_reader_would_obey(name: str) -> None:
    assert not OBEYED & set(FORMATS[name].write(of_every_kind(HOSTILE)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain 😀 é\ttab\nline", "plain 😀 é\ttab\nline"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\r\n", "\\r\n"),
        ("\u202eabc", "\\u202eabc"),
        ("\ud800", "\\ud800"),
        ("\x85\x9b", "\\x85\\x9b"),
    ],
)
def test_what_cannot_be_seen_is_made_visible(text: str, expected: str) -> None:
    assert visible(text) == expected
    assert "\n" not in one_line(text)
