"""Two documents in, a verdict out. A pure library: knows no registry, no HTTP and no SQL.

`compare` decides identity today: the same content needs no new version. Any other pair is `unchecked`: a verdict that
was not computed is never claimed. `contains` decides containment of two JSON Schemas, with a witness or a proof.
"""

from compatibility.containment import Answer, Containment, contains
from compatibility.words import Bump, Verdict

__all__ = ["Answer", "Bump", "Containment", "Verdict", "contains"]
