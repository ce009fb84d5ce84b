"""Names as frameworks and people write them: in camel case, snake case, in the singular and the plural."""

import re


def pascal(text: str) -> str:
    """`insured-objects` -> `InsuredObjects`."""
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"[-_ ]", text))


def camel(text: str) -> str:
    """`insured-objects` -> `insuredObjects`."""
    found = pascal(text)
    return found[:1].lower() + found[1:]


def snake(text: str) -> str:
    """`InsuredObject` and `insured-object` -> `insured_object`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[- ]", "_", text).lower()


def spoken(text: str) -> str:
    """`InsuredObject` -> `insured object`."""
    return snake(text).replace("_", " ")


def a(text: str) -> str:
    """`InsuredObject` -> `an insured object`."""
    return f"{'an' if spoken(text)[0] in 'aeio' else 'a'} {spoken(text)}"
