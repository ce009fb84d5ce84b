"""The questions two documents ask of the prover: of every schema both have, whether its change is compatible."""

from compatibility.questions.lowered import Lowered
from compatibility.questions.questions import NoSample, Questions

__all__ = ["Lowered", "NoSample", "Questions"]
