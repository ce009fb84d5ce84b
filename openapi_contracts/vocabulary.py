"""The enumerations of a comparison: verdict, bump, effect, severity, content model and side."""

from enum import StrEnum


class Verdict(StrEnum):
    """The verdict of a change or a whole report; `unchecked` if nothing was compared."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    UNDECIDED = "undecided"
    UNCHECKED = "unchecked"


class Bump(StrEnum):
    """The version increase that changes require (Semantic Versioning 2.0.0, sections 6 to 8)."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


class Effect(StrEnum):
    """What a change does to the set of valid messages: it narrows it, widens it, does both, or neither."""

    NARROWS = "narrows"
    WIDENS = "widens"
    BOTH = "both"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """The severity of a change; `off`, which only a policy can set, removes the change from the report."""

    BREAKING = "breaking"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class ProblemSeverity(StrEnum):
    """How grave a problem of a document is; `off`, which only a policy says, leaves it out."""

    ERROR = "error"  # the meaning of some message depends on it
    WARNING = "warning"  # only the text is wrong
    OFF = "off"


class ContentModel(StrEnum):
    """Which undeclared properties senders are assumed to send."""

    DECLARED = "declared"  # none, if the schema declares properties
    STRICT = "strict"  # every property that the schema allows


class Side(StrEnum):
    """One of the two compared documents: the base is the old one, the revision the new one."""

    BASE = "base"
    REVISION = "revision"

    @property
    def other(self) -> "Side":
        """The opposite side."""
        return Side.REVISION if self is Side.BASE else Side.BASE
