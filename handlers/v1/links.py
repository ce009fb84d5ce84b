"""Where the resources of v1 live, as a client sees it."""

from edge.exchange import located


def api(name: str) -> str:
    """Locate an API."""
    return located(f"/v1/apis/{name}")


def versions(name: str) -> str:
    """Locate the versions of an API."""
    return f"{api(name)}/versions"


def version(name: str, number: object) -> str:
    """Locate a version."""
    return f"{versions(name)}/{number}"


def document(name: str, number: object) -> str:
    """Locate the document of a version."""
    return f"{version(name, number)}/document"


def changes(name: str, number: object) -> str:
    """Locate what a version changed."""
    return f"{version(name, number)}/changes"


def changelog(name: str) -> str:
    """Locate the changelog of an API."""
    return f"{api(name)}/changelog"


def policy(name: str | None) -> str:
    """Locate the policy of an API, or of the registry where none is named."""
    return f"{api(name)}/policy" if name else located("/v1/policy")


def waiver(name: str, fingerprint: str) -> str:
    """Locate a waiver."""
    return f"{api(name)}/waivers/{fingerprint}"


def ui(name: str, number: object) -> str:
    """Locate the page that shows a version's document."""
    return located(f"/apis/{name}/versions/{number}/ui/")
