"""What one document may cost: bytes, depth, nodes, alias expansion, time and memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one document, from its bytes to its analysis; reaching one refuses the document."""

    bytes: int = 16 * 1024 * 1024
    depth: int = 256
    nodes: int = 2_000_000
    alias_expansion: int = 10  # expanded size over received size, in bytes
    seconds: int = 10  # of processor time, and of wall time, for one analysis
    memory: int = 1024 * 1024 * 1024  # bytes of address space of the child that analyses
    problems: int = 100  # shown; the count stays true
