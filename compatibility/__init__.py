"""Two documents in, a verdict out. A pure library: knows no registry, no HTTP and no SQL.

What it decides today is identity: the same content needs no new version. Any other pair is `unchecked`: a verdict that
was not computed is never claimed.
"""

from compatibility.identity import Bump, Report, Verdict, compare

__all__ = ["Bump", "Report", "Verdict", "compare"]
