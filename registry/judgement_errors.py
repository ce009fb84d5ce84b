"""The refusals of those who change how documents are judged.

RegistryError
├── NotFound
│   └── WaiverNotFound         waiver-not-found
├── RuleUnknown                rule-unknown: a policy grades a rule there is not
└── ExpiryPassed               expiry-passed: a waiver would expire before it holds
"""

from collections.abc import Mapping

from registry.errors import NotFound, RegistryError

MOST_SHOWN = 100  # of the errors of one refusal


class WaiverNotFound(NotFound):
    """The API has no waiver of this fingerprint."""

    code = "waiver-not-found"

    def __init__(self, name: str, fingerprint: str) -> None:
        super().__init__(f"API {name!r} has no waiver {fingerprint!r}. List its waivers to see those it has.")


class RuleUnknown(RegistryError):
    """A policy grades a rule that there is not; each is named with the one nearest to it."""

    code = "rule-unknown"

    def __init__(self, nearest: Mapping[str, str | None]) -> None:
        self._errors = [
            {"pointer": f"/severities/{_escaped(name)}", "detail": _unknown(name, near)}
            for name, near in nearest.items()
        ]
        more = f" ({len(nearest) - 1} more in errors)." if len(nearest) > 1 else ""
        super().__init__(f"{self._errors[0]['detail']}{more}")

    def details(self) -> Mapping[str, object]:
        """List the rules that there are not; `error_count` is true where `errors` is cut."""
        return {"errors": self._errors[:MOST_SHOWN], "error_count": len(self._errors)}


class ExpiryPassed(RegistryError):
    """The waiver would have expired before it holds."""

    code = "expiry-passed"

    def __init__(self) -> None:
        super().__init__("The waiver would have expired already. Choose a later time, or leave expires_at out.")

    def details(self) -> Mapping[str, object]:
        """Name the place of the time."""
        return {"errors": [{"pointer": "/expires_at", "detail": "must be in the future"}], "error_count": 1}


def _escaped(name: str) -> str:
    """Write a name as a step of a JSON Pointer (RFC 6901, section 3)."""
    return name[:200].replace("~", "~0").replace("/", "~1")


def _unknown(name: str, near: str | None) -> str:
    said = f"There is no rule {name[:80]!r}"
    return f"{said}: did you mean {near!r}?" if near else f"{said}. Reports name the rules there are."
