"""What other programs make of an output, each by a parser that is not ours."""

import re
from html.parser import HTMLParser

_COMMAND = re.compile(r"::(?P<name>[a-z]+) (?P<properties>[^\n]*?)::(?P<message>[^\n]*)")


class Page(HTMLParser):
    """The elements of a page, their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.unbalanced: list[str] = []
        self.text = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner of GitHub Actions does: a line each, what was escaped turned back."""
    found = []
    for line in output.splitlines():
        match = _COMMAND.fullmatch(line)
        assert match, line
        properties = dict(each.split("=", 1) for each in match["properties"].split(",") if each)
        undone = {key: _undone(value, "%3A:", "%2C,") for key, value in properties.items()}
        found.append((match["name"], undone, _undone(match["message"])))
    return found


def _undone(text: str, *more: str) -> str:
    for each in ("%0D\r", "%0A\n", *more, "%25%"):
        text = text.replace(each[:3], each[3:])
    return text
