"""The options of one comparison."""

from dataclasses import dataclass, field
from datetime import date

from openapi_contracts.containment.steps import STEPS
from openapi_contracts.policy.model import Policy
from openapi_contracts.vocabulary import ContentModel


@dataclass(frozen=True, slots=True)
class Options:
    """The options of one comparison.

    `content_model` says which undeclared properties senders are assumed to send. `budget` is the most steps the prover
    may take for one pair of schemas. `today` decides which sunsets have passed; with None, none has.
    """

    content_model: ContentModel = ContentModel.DECLARED
    budget: int = STEPS
    policy: Policy = field(default_factory=Policy)
    today: date | None = None

    @classmethod
    def under(
        cls, policy: Policy, *, content_model: ContentModel | None = None, today: date | None = None
    ) -> "Options":
        """Return options with a policy; a given content model overrides the policy's."""
        return cls(content_model or policy.content_model or ContentModel.DECLARED, policy=policy, today=today)
