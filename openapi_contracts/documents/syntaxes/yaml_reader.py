"""Parses YAML 1.2 within limits, from the events of libyaml."""

import re
from typing import Any

import yaml

from openapi_contracts.documents.limits import Limits
from openapi_contracts.documents.problems import Unreadable
from openapi_contracts.documents.syntaxes.parsed import Parsed, unreadable
from openapi_contracts.documents.syntaxes.places import TextPlace, place
from openapi_contracts.documents.syntaxes.yaml_builder import Builder

_MOST_DIRECTIVES = 8  # libyaml takes quadratic time: 0.6 s for 20,000, an hour for a million
_DIRECTIVE = re.compile("(?:^|[\n\r\x85\u2028\u2029])%")  # every line break of libyaml
_ESCAPED_NUL = re.compile(r"\\(?:0|x00|u0000|U00000000)")
_NO_CHARACTER = "found invalid Unicode character escape code"


def parse(content: bytes, text: str, limits: Limits) -> Parsed:
    """Parse `content`, decoded as `text`. Raises Unreadable if it is not YAML or exceeds the limits."""
    if text.count("%") > _MOST_DIRECTIVES < sum(1 for _ in _DIRECTIVE.finditer(text)):
        sentence = f"More than {_MOST_DIRECTIVES} lines begin with %, as YAML directives do; remove them."
        raise unreadable("too-many-directives", sentence)
    builder = Builder(text, limits, may_hold_nul=_ESCAPED_NUL.search(text) is not None)
    loader = yaml.CSafeLoader(content)
    try:
        builder.build(loader.get_event)
    except yaml.MarkedYAMLError as error:
        raise _malformed(error, text) from None
    except yaml.reader.ReaderError as error:
        raise _unprintable(error, content) from None
    except (yaml.YAMLError, ValueError) as error:  # errors for which libyaml gives no place
        raise unreadable("yaml-syntax", f"The YAML is not well formed: {error}.") from None
    finally:
        loader.dispose()
    if not builder.documents:
        raise unreadable("empty-document", "The document has only comments; send an OpenAPI document.")
    return builder.parsed()


def _malformed(error: yaml.MarkedYAMLError, text: str) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    where = TextPlace(mark.line + 1, mark.column + 1) if mark else None
    at = f" at {where}" if where else ""
    if error.problem == _NO_CHARACTER:
        sentence = f"The escape{at} is a lone surrogate or not a character; write the character itself."
        return unreadable("lone-surrogate", sentence, where)
    reason = ", ".join(part for part in (error.context, error.problem) if part)
    hint = "; indent with spaces, not tabs" if mark and text[mark.index : mark.index + 1] == "\t" else ""
    return unreadable("yaml-syntax", f"The YAML is not well formed{at}: {reason}{hint}.", where)


def _unprintable(error: Any, content: bytes) -> Unreadable:
    before = content[: error.position].decode("utf-8", "replace")
    where = place(before, len(before))
    sentence = f"The YAML is not well formed at {where}: {error.reason}; write the character as an escape."
    return unreadable("yaml-syntax", sentence, where)
