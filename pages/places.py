"""URL paths that pages link to: operations of the newest major version that has them, and pages."""

from collections.abc import Sequence
from urllib.parse import quote

from edge.contract import contracts
from edge.contract.contracts import Contract
from edge.exchange import client_path


class Places:
    """Finds operations by id, so that pages name no major version and work unchanged with a new one."""

    def __init__(self, served: Sequence[Contract]) -> None:
        self.paths = contracts.operation_paths(served)

    def find(self, operation_id: str, **parameters: str) -> str:
        """Return the path of an operation. Raises KeyError where no contract has it."""
        quoted = {name: quote(value, safe="") for name, value in parameters.items()}
        return client_path(self.paths[operation_id].format(**quoted))

    def ui(self, api: str, version: str) -> str:
        """Return the path of the page that shows a version's document."""
        return client_path(f"/apis/{quote(api, safe='')}/versions/{quote(version, safe='')}/ui/")
