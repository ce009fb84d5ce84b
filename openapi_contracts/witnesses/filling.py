"""Fills the parts of one message: with the given values, and with samples of the other required parts."""

from typing import Any

from openapi_contracts.contracts import SchemaAt
from openapi_contracts.findings import Part, Shown
from openapi_contracts.schemas.sampling.parts import NoSample
from openapi_contracts.schemas.sampling.samples import Samples, Trace
from openapi_contracts.serialization.escaping import visible
from openapi_contracts.serialization.truncation import Missing, briefly, cut

_LONGEST = 200  # characters of the name of a part in a report


class Filling:
    """The values of one message; `unsampled` lists the parts without a value, and why."""

    def __init__(self, shown: Shown, samples: Samples) -> None:
        self.shown = shown
        self.unsampled: dict[str, str] = {}
        self._samples = samples

    def gives(self, part: Part) -> bool:
        """Say whether the finding gives the value of a part."""
        return part in self.shown.given

    def omits(self, part: Part) -> bool:
        """Say whether the finding omits a part on purpose."""
        return part in self.shown.omitted

    def value(self, part: Part, at: SchemaAt | None, *, name: str, trace: Trace = Trace.NONE) -> Any:
        """Return the truncated value of a part; Missing where there is none."""
        if part in self.shown.given:
            return briefly(self.shown.given[part])
        try:
            return briefly(self._samples.sample(at, trace))
        except NoSample as error:
            return self.missing(part, name, error.reason)

    def resolved(self, schema: Any) -> Any:
        """Follow the reference of a raw schema; None where it leads nowhere."""
        return self._samples.resolved(schema)

    def missing(self, part: Part, name: str, reason: str) -> Missing:
        """Note a part without a value, and return its placeholder."""
        self.unsampled[visible(cut(" ".join(part), _LONGEST))] = visible(reason)
        return Missing(name)
