"""Unicode general categories for `\\p{...}`, in the Unicode version of the running Python."""

import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import groupby

from openapi_contracts.containment.patterns.characters import ALL, LAST, NONE, CharSet, between

# ECMA-262 table 69: long names of the general categories
_LONG = {
    "Letter": "L", "Cased_Letter": "LC", "Uppercase_Letter": "Lu", "Lowercase_Letter": "Ll", "Titlecase_Letter": "Lt",
    "Modifier_Letter": "Lm", "Other_Letter": "Lo", "Mark": "M", "Combining_Mark": "M", "Nonspacing_Mark": "Mn",
    "Spacing_Mark": "Mc", "Enclosing_Mark": "Me", "Number": "N", "Decimal_Number": "Nd", "digit": "Nd",
    "Letter_Number": "Nl", "Other_Number": "No", "Punctuation": "P", "punct": "P", "Connector_Punctuation": "Pc",
    "Dash_Punctuation": "Pd", "Open_Punctuation": "Ps", "Close_Punctuation": "Pe", "Initial_Punctuation": "Pi",
    "Final_Punctuation": "Pf", "Other_Punctuation": "Po", "Symbol": "S", "Math_Symbol": "Sm", "Currency_Symbol": "Sc",
    "Modifier_Symbol": "Sk", "Other_Symbol": "So", "Separator": "Z", "Space_Separator": "Zs", "Line_Separator": "Zl",
    "Paragraph_Separator": "Zp", "Other": "C", "Control": "Cc", "cntrl": "Cc", "Format": "Cf", "Private_Use": "Co",
    "Unassigned": "Cn",
}  # fmt: skip
_UNIONS = {"LC": ("Lu", "Ll", "Lt")}
_BINARY = {"Any": ALL, "ASCII": between((0, 0x7F))}


def named(name: str) -> CharSet | None:
    """Return the characters of `\\p{name}`; None for scripts and derived properties, which are not supported."""
    if name in _BINARY:
        return _BINARY[name]
    kind, equals, value = name.rpartition("=")
    if equals and kind not in ("gc", "General_Category"):
        return None
    wanted = _LONG.get(value, value)
    categories = _categories()
    parts = _UNIONS.get(wanted) or tuple(
        category for category in sorted(categories) if category == wanted or category[:1] == wanted
    )
    return _union(categories[part] for part in parts) if parts else None


def _union(parts: Iterable[CharSet]) -> CharSet:
    found = NONE
    for part in parts:
        found |= part
    return found


@cache
def _categories() -> dict[str, CharSet]:
    """Group all code points by category. Takes a tenth of a second, so it runs once, when a pattern needs it."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for category, run in groupby(range(LAST + 1), lambda code: unicodedata.category(chr(code))):
        codes = list(run)
        ranges.setdefault(category, []).append((codes[0], codes[-1]))
    return {category: between(*found) for category, found in ranges.items()}
