"""A bound PostgreSQL: in every shape of credentials that brokers give, and every way in which the platform delivers."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import URL, make_url

NAME = "contract-registry-database"
PASSWORD = "p@ss/word-of-the-database"  # asked of nobody by the PostgreSQL of the tests, and to be quoted in an address
Service = dict[str, Any]
Bound = Mapping[str, str]


def _parts(url: URL) -> dict[str, Any]:
    return {
        "username": url.username,
        "password": PASSWORD,
        "hostname": url.host,
        "port": url.port,
        "name": url.database,
    }


def _address(url: URL) -> str:
    named = url.set(drivername="postgresql", password=PASSWORD)
    return named.render_as_string(hide_password=False)


def _broker(url: URL) -> Service:
    """What brokers give by convention."""
    credentials = {**_parts(url), "uri": _address(url)}
    return {"label": "postgres", "tags": ["postgresql"], "credentials": credentials}


def _aws(url: URL) -> Service:
    """What the broker of AWS gives, here without its `uri`."""
    credentials = {**_parts(url), "jdbcUrl": f"jdbc:postgresql://{url.host}:{url.port}/{url.database}"}
    return {"label": "csb-aws-postgresql", "tags": ["aws", "postgresql", "postgres"], "credentials": credentials}


def _user_provided(url: URL) -> Service:
    """What `cf create-user-provided-service` gives: no tags, only the name of the binding tells what it is."""
    return {"label": "user-provided", "tags": [], "credentials": {"uri": _address(url)}}


def _environment(service: Service, folder: Path) -> Bound:
    return {"VCAP_SERVICES": json.dumps({service["label"]: [service]})}


def _file(service: Service, folder: Path) -> Bound:
    """Deliver in a file: the app's feature file-based-vcap-services."""
    file = folder / "vcap_services"
    file.write_text(json.dumps({service["label"]: [service]}), encoding="utf-8")
    return {"VCAP_SERVICES_FILE_PATH": str(file)}


def _folders(service: Service, folder: Path) -> Bound:
    """Deliver as a folder of files: the app's feature service-binding-k8s (servicebinding.io)."""
    binding = folder / "bindings" / str(service["binding_name"])
    binding.mkdir(parents=True)
    about = {"type": service["label"], "provider": service["label"], "binding-name": service["binding_name"]}
    tags = {"tags": json.dumps(service["tags"])}
    for name, value in {**about, **tags, **service["credentials"]}.items():
        (binding / name).write_text(str(value), encoding="utf-8")
    return {"SERVICE_BINDING_ROOT": str(folder / "bindings")}


SHAPES: Mapping[str, Callable[[URL], Service]] = {
    "by the convention of brokers": _broker,
    "by the broker of AWS": _aws,
    "by a user": _user_provided,
}
DELIVERIES: Mapping[str, Callable[[Service, Path], Bound]] = {
    "in VCAP_SERVICES": _environment,
    "in a file": _file,
    "in a folder of files": _folders,
}


def bind(
    url: str, folder: Path, *, shape: str = "by the convention of brokers", delivery: str = "in VCAP_SERVICES"
) -> Bound:
    """Bind the database at a URL as the manifest does, and give what that adds to the environment."""
    folder.mkdir(exist_ok=True)
    service = {**SHAPES[shape](make_url(url)), "name": NAME, "instance_name": NAME, "binding_name": "database"}
    return DELIVERIES[delivery](service, folder)
