"""Where what pages link to is: the operations of the newest major that has them, and pages, as a client sees them."""

from collections.abc import Sequence
from urllib.parse import quote

from edge.contract import contracts
from edge.contract.contracts import Contract
from edge.exchange import located


class Places:
    """Finds operations by their ids, so that pages name no major and a new one needs no change of them."""

    def __init__(self, served: Sequence[Contract]) -> None:
        self.paths = contracts.places(served)

    def find(self, operation_id: str, **parameters: str) -> str:
        """Locate an operation. Raises KeyError for one that no contract has."""
        quoted = {name: quote(value, safe="") for name, value in parameters.items()}
        return located(self.paths[operation_id].format(**quoted))

    def ui(self, api: str, version: str) -> str:
        """Locate the page that shows a version's document."""
        return located(f"/apis/{quote(api, safe='')}/versions/{quote(version, safe='')}/ui/")
