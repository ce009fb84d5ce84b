"""manifest.yml and autoscaler-policy.json say what they mean: checked against schemas stricter than the platform's."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from settings import Settings
from tests.rehearsal import bindings
from tests.service import ROOT

HERE = Path(__file__).parent
MANIFEST = yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8"))
APP = MANIFEST["applications"][0]
POLICY = json.loads((ROOT / "autoscaler-policy.json").read_text(encoding="utf-8"))
CONNECTIONS = 100  # that a PostgreSQL takes unless it is told otherwise
OUTSIDE = ("cf push", "migrate", "psql", "backup")  # who else connects
Change = Callable[[dict[str, Any]], object]

# What the platform would take, or drop without a word, and this project may not mean.
MISTAKES: dict[str, Change] = {
    "a key nobody knows": lambda app: app.update(instance=2),
    "an old key": lambda app: app.update(buildpack="python_buildpack"),
    "a size without a unit": lambda app: app.update(memory=1024),
    "a size in another unit": lambda app: app.update(memory="1 G"),
    "a start longer than the platform waits": lambda app: app.update(timeout=181),
    "a check of nothing": lambda app: app.pop("health-check-http-endpoint"),
    "no readiness": lambda app: app.pop("readiness-health-check-type"),
    "an endpoint nobody asks": lambda app: app.update({"health-check-type": "port"}),
    "a secret": lambda app: app.update(env={"REGISTRY_ADMIN_TOKEN": "no"}),
    "an address with a password": lambda app: app.update(env={"DATABASE_URL": "no"}),
    "the platform's own variable": lambda app: app.update(env={"PORT": "80"}),
    "routes of two kinds": lambda app: app.update(routes=[{"route": "a.example.com"}]),
    "a web process twice": lambda app: app.update(processes=[{"type": "web", "instances": 2}]),
    "a process with a key nobody knows": lambda app: app.update(processes=[{"type": "worker", "instance": 1}]),
    "a feature nobody knows": lambda app: app.update(features={"rolling": True}),
    "a service with a key nobody knows": lambda app: app.update(services=[{"name": "a", "binding": "b"}]),
}


def schema(name: str) -> Draft202012Validator:
    found = json.loads((HERE / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def test_the_manifest_is_what_its_schema_asks_for() -> None:
    assert [error.message for error in schema("manifest").iter_errors(MANIFEST)] == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_the_manifest_is_found(mistake: Change) -> None:
    wrong = copy.deepcopy(MANIFEST)
    mistake(wrong["applications"][0])
    assert not schema("manifest").is_valid(wrong)


def test_two_instances_stay_up_by_both_health_checks() -> None:
    assert APP["instances"] >= 2
    assert (APP["health-check-type"], APP["health-check-http-endpoint"]) == ("http", "/healthz")
    assert (APP["readiness-health-check-type"], APP["readiness-health-check-http-endpoint"]) == ("http", "/readyz")
    assert APP["buildpacks"] == ["python_buildpack"]


def test_the_database_is_bound_under_the_name_by_which_the_registry_knows_it(tmp_path: Path) -> None:
    assert APP["services"] == [{"name": bindings.NAME, "binding_name": "database"}]
    untagged = bindings.bind("postgresql://registry@127.0.0.1:5432/registry", tmp_path, shape="by a user")
    assert not Settings.from_environ(untagged).embedded


def test_the_policy_is_what_its_schema_asks_for() -> None:
    assert [error.message for error in schema("autoscaler-policy").iter_errors(POLICY)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"instance_min_count": 1},  # a single instance is none while it moves
        {"schema-version": "1"},
        {"schedule": {}},
        {"scaling_rules": []},
        {"scaling_rules": [{**POLICY["scaling_rules"][0], "metric_type": "cpus"}, POLICY["scaling_rules"][1]]},
        {"scaling_rules": [{**POLICY["scaling_rules"][0], "breach_duration_secs": 30}, POLICY["scaling_rules"][1]]},
        {"scaling_rules": [{**POLICY["scaling_rules"][0], "adjustment": "1"}, POLICY["scaling_rules"][1]]},
        {"scaling_rules": [{**POLICY["scaling_rules"][0], "threshold": 0.5}, POLICY["scaling_rules"][1]]},
    ],
    ids=lambda wrong: json.dumps(wrong)[:60],
)
def test_a_mistake_in_the_policy_is_found(wrong: dict[str, Any]) -> None:
    assert not schema("autoscaler-policy").is_valid({**POLICY, **wrong})


def test_the_policy_scales_from_the_manifests_instances_and_never_against_itself() -> None:
    assert POLICY["instance_min_count"] == APP["instances"] < POLICY["instance_max_count"]
    out = {each["metric_type"]: each for each in POLICY["scaling_rules"] if each["adjustment"].startswith("+")}
    back = [each for each in POLICY["scaling_rules"] if each["adjustment"].startswith("-")]
    assert len(back) == 1, "two metrics that scale in take instances from each other's load"
    apart = out[back[0]["metric_type"]]["threshold"] / back[0]["threshold"]
    assert apart >= 2, "half of the instances gone, the rest has to stay below the upper threshold"
    assert back[0]["breach_duration_secs"] > max(each["breach_duration_secs"] for each in out.values())


def test_the_database_has_a_connection_for_every_worker_of_every_instance_even_while_one_is_replaced() -> None:
    settings = Settings()
    instances = POLICY["instance_max_count"] + 1
    assert instances * settings.workers * settings.database_connections + len(OUTSIDE) <= CONNECTIONS
