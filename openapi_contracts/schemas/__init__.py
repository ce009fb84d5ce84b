"""The schemas of two contracts, normalized once; answers containment, finds values and samples."""

from openapi_contracts.schemas.compared import ComparedSchemas
from openapi_contracts.schemas.normalized import NormalizedSchemas
from openapi_contracts.schemas.questions import Questions
from openapi_contracts.schemas.sampling.parts import NoSample
from openapi_contracts.schemas.sampling.samples import SampledSchemas, Samples, Trace

__all__ = ["ComparedSchemas", "NoSample", "NormalizedSchemas", "Questions", "SampledSchemas", "Samples", "Trace"]
