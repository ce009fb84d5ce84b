"""URL paths of the resources of v1, as a client sees them."""

from edge.exchange import client_path


def api(name: str) -> str:
    """Return the path of an API."""
    return client_path(f"/v1/apis/{name}")


def versions(name: str) -> str:
    """Return the path of an API's versions."""
    return f"{api(name)}/versions"


def version(name: str, number: object) -> str:
    """Return the path of a version."""
    return f"{versions(name)}/{number}"


def document(name: str, number: object) -> str:
    """Return the path of a version's document."""
    return f"{version(name, number)}/document"


def changes(name: str, number: object) -> str:
    """Return the path of a version's changes."""
    return f"{version(name, number)}/changes"


def changelog(name: str) -> str:
    """Return the path of an API's changelog."""
    return f"{api(name)}/changelog"


def policy(name: str | None) -> str:
    """Return the path of an API's policy, or of the registry's without a name."""
    return f"{api(name)}/policy" if name else client_path("/v1/policy")


def waiver(name: str, fingerprint: str) -> str:
    """Return the path of a waiver."""
    return f"{api(name)}/waivers/{fingerprint}"


def ui(name: str, number: object) -> str:
    """Return the path of the page that shows a version's document."""
    return client_path(f"/apis/{name}/versions/{number}/ui/")
