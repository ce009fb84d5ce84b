"""The questions two documents ask of the prover: of every schema both have, whether its change is compatible."""

from openapi_contracts.schemas.normalized import Lowered
from openapi_contracts.schemas.questions import NoSample, Questions

__all__ = ["Lowered", "NoSample", "Questions"]
