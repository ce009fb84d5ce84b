"""The commands of docs/cloud-foundry.md exist in the cf CLI, and name the apps and services of the manifest."""

import shlex

import pytest

from tests.docs.pages import CF, blocks
from tests.rehearsal.bindings import NAME
from tests.rehearsal.launcher import APP
from tests.service import ROOT

# Commands of the cf CLI 8.8: their options, of those that are used here, and how many words each takes beside them.
KNOWN = {
    "create-service": ({"--wait"}, 3),
    "create-user-provided-service": ({"-p"}, 1),
    "bind-service": ({"-c"}, 2),
    "create-app": (set(), 1),
    "set-env": (set(), 3),
    "env": (set(), 1),
    "app": (set(), 1),
    "logs": ({"--recent"}, 1),
    "push": ({"--task", "--strategy"}, 1),
    "run-task": ({"--process", "--wait"}, 1),
    "continue-deployment": (set(), 1),
    "cancel-deployment": (set(), 1),
    "revisions": (set(), 1),
    "rollback": ({"--version"}, 1),
}
VALUED = {"-p", "-c", "--strategy", "--process", "--version"}
NAMES = {APP["name"], f"{APP['name']}-migrate", NAME, f"{APP['name']}-scaling"}
PAGE = ROOT / "docs/cloud-foundry.md"
COMMANDS = [line for block in blocks(PAGE) if block.kind == CF for line in block.text.splitlines()]


@pytest.mark.parametrize("command", [line for line in COMMANDS if line.startswith("cf ")])
def test_a_command_of_the_page_is_one_that_the_cli_has(command: str) -> None:
    _, name, *words = shlex.split(command)
    options, positions = KNOWN[name]
    used = {word for word in words if word.startswith("-")}
    values = {words[at + 1] for at, word in enumerate(words) if word in VALUED}
    plain = [word for word in words if word not in used | values]
    assert used <= options
    assert len(plain) == positions or (name == "push" and not plain)
    ours = {word for word in plain if word.startswith(APP["name"])}
    assert ours <= NAMES
    assert ours or name == "push"


def test_the_page_goes_from_the_first_service_to_the_way_back() -> None:
    names = [shlex.split(line)[1] for line in COMMANDS if line.startswith("cf ")]
    way = ["create-service", "push", "run-task", "set-env", "app", "continue-deployment", "rollback", "bind-service"]
    assert [names.index(name) for name in way] == sorted(names.index(name) for name in way)
    assert "cf push --strategy rolling" in COMMANDS


def test_a_running_app_is_never_pushed_as_a_task_which_would_stop_it() -> None:
    tasks = [shlex.split(line) for line in COMMANDS if line.startswith("cf push") and "--task" in line]
    assert tasks
    assert all(words[2] == f"{APP['name']}-migrate" for words in tasks)
