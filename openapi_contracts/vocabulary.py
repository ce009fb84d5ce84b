"""The words of a comparison: what a change does, how grave it is, and what it asks for."""

from enum import StrEnum


class Verdict(StrEnum):
    """What a comparison found, of a change and of a whole report; `unchecked` where none was computed."""

    BREAKING = "breaking"
    COMPATIBLE = "compatible"
    UNDECIDED = "undecided"
    UNCHECKED = "unchecked"


class Bump(StrEnum):
    """What the changes ask for (Semantic Versioning 2.0.0, sections 6 to 8)."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"
    NONE = "none"


class Effect(StrEnum):
    """What a change does to the set of messages that its sender may send."""

    NARROWS = "narrows"
    WIDENS = "widens"
    BOTH = "both"
    NEITHER = "neither"
    UNKNOWN = "unknown"


class Severity(StrEnum):
    """How grave a change is; `off`, which only a policy says, leaves it out."""

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
    """Which properties the senders of messages are taken to add to those a schema declares."""

    DECLARED = "declared"  # none, where the schema declares any
    STRICT = "strict"  # all that the schema allows


class Side(StrEnum):
    """One of the two documents: the one before, or the one after."""

    BASE = "base"
    REVISION = "revision"

    @property
    def other(self) -> "Side":
        """The other document."""
        return Side.REVISION if self is Side.BASE else Side.BASE
