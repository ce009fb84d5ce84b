"""A message as it is sent, without framing: a first line, headers and a body."""

from dataclasses import dataclass
from typing import Any

from openapi_contracts.serialization.escaping import field
from openapi_contracts.serialization.truncation import cut

_LONGEST = 4_000  # characters of the whole text
LONGEST_LINE = 2_000  # characters of a target or of one header


@dataclass(frozen=True, slots=True)
class Body:
    """A body as text, and as its truncated value."""

    media_type: str
    text: str
    value: Any


@dataclass(frozen=True, slots=True)
class Message:
    """A request or a response; the values of `headers` are not escaped yet."""

    first: str
    headers: tuple[tuple[str, str], ...]
    body: Body | None

    def fields(self) -> list[tuple[str, str]]:
        """Return the escaped headers, each name once, Content-Type last."""
        given = {name.lower(): (name, cut(field(value), LONGEST_LINE)) for name, value in reversed(self.headers)}
        found = [given[name.lower()] for name in dict.fromkeys(name.lower() for name, _ in self.headers)]
        return [*found, *([("Content-Type", field(self.body.media_type))] if self.body else [])]

    def text(self) -> str:
        """Return the message as text, truncated where it is too long."""
        lines = [self.first, *(f"{name}: {value}" for name, value in self.fields())]
        text = "\n".join([*lines, "", self.body.text if self.body else ""])
        rest = len(text) - _LONGEST
        return f"{text[:_LONGEST]}… ({rest:,} characters more)" if rest > 0 else text
