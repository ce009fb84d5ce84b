"""Reports that no comparison made: of documents in which nothing changed, or whose comparison did not end."""

from openapi_contracts.findings import Doubt, Finding
from openapi_contracts.options import Options
from openapi_contracts.report.grading import ENGINE, graded
from openapi_contracts.report.model import Described, Report
from openapi_contracts.report.tallies import counts
from openapi_contracts.vocabulary import Bump, ContentModel, Verdict

UNDECIDED = "comparison-undecided"
"""The rule of a comparison that did not end within its bounds."""


def unchanged(base: Described, revision: Described, *, content_model: ContentModel) -> Report:
    """Report that nothing changed, as between a first version and nothing before it."""
    return Report(Verdict.COMPATIBLE, Bump.NONE, base, revision, ENGINE, content_model.value, counts(()), ())


def undecided(
    base: Described, revision: Described, *, subject: tuple[str, str], reason: str, content_model: ContentModel
) -> Report:
    """Report that two documents could not be compared, and why.

    `subject` names the contents of both documents, such as their digests: the fingerprint of the only change is made
    of it, so that a waiver of the change holds for these two documents alone.
    """
    finding = Finding(UNDECIDED, {}, None, None, (), subject, Doubt(reason))
    return graded([finding], base=base, revision=revision, options=Options(content_model))
