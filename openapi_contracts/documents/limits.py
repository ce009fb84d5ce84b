"""The limits of one document: bytes, depth, nodes, alias expansion, time and memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one document and its analysis. A document that exceeds one is refused."""

    bytes: int = 16 * 1024 * 1024
    depth: int = 256
    nodes: int = 2_000_000
    alias_expansion: int = 10  # times the received bytes that YAML aliases may expand to
    seconds: int = 10  # processor time, and wall time, of one analysis
    memory: int = 1024 * 1024 * 1024  # bytes of address space of the child process
    problems: int = 100  # listed; all are counted
