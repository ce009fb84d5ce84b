"""What whoever compares may choose."""

from dataclasses import dataclass, field
from datetime import date

from openapi_contracts.containment.steps import STEPS
from openapi_contracts.policy.model import Policy
from openapi_contracts.vocabulary import ContentModel


@dataclass(frozen=True, slots=True)
class Options:
    """The choices of one comparison.

    `content_model` says what senders add to their messages, `budget` bounds the work of one question in steps, and
    `today` decides which announced days have passed; where it is None, none has.
    """

    content_model: ContentModel = ContentModel.DECLARED
    budget: int = STEPS
    policy: Policy = field(default_factory=Policy)
    today: date | None = None

    @classmethod
    def under(
        cls, policy: Policy, *, content_model: ContentModel | None = None, today: date | None = None
    ) -> "Options":
        """Return the choices of a policy; a content model of the caller's own goes before the policy's."""
        return cls(content_model or policy.content_model or ContentModel.DECLARED, policy=policy, today=today)
