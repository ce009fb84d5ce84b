"""Reports made without a comparison: for unchanged documents, and for comparisons that exceeded their bounds."""

from openapi_contracts.findings import Doubt, Finding
from openapi_contracts.options import Options
from openapi_contracts.report.grading import ENGINE, graded
from openapi_contracts.report.model import Described, Report
from openapi_contracts.report.tallies import counts
from openapi_contracts.vocabulary import Bump, ContentModel, Verdict

UNDECIDED = "comparison-undecided"
"""The rule of a comparison that exceeded its bounds of time or memory."""


def unchanged(base: Described, revision: Described, *, content_model: ContentModel) -> Report:
    """Return a report without changes, such as for the first version of an API."""
    return Report(Verdict.COMPATIBLE, Bump.NONE, base, revision, ENGINE, content_model.value, counts(()), ())


def undecided(
    base: Described, revision: Described, *, subject: tuple[str, str], reason: str, content_model: ContentModel
) -> Report:
    """Return a report with one undecided change: the documents could not be compared, for `reason`.

    `subject` identifies both contents, such as by their digests. The fingerprint of the change depends on it, so that a
    waiver of the change applies to these two documents only.
    """
    finding = Finding(UNDECIDED, {}, None, None, (), subject, Doubt(reason))
    return graded([finding], base=base, revision=revision, options=Options(content_model))
