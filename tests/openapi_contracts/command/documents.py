"""Documents that a command is given, and the command as a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]


def petstore(**operations: dict[str, Any] | None) -> dict[str, Any]:
    """Return a document with GET and DELETE of /pets; by their names in lower case, others, or None for none."""
    answer = {"responses": {"204": {"description": "Done."}}}
    own = {"get": {"operationId": "list_pets", **answer}, "delete": {"operationId": "delete_pets", **answer}}
    given = {name: operation for name, operation in (own | operations).items() if operation is not None}
    return {"openapi": "3.0.3", "info": {"title": "Petstore", "version": "1.0.0"}, "paths": {"/pets": given}}


OLD = petstore()
BROKEN = petstore(delete=None)
RENAMED = petstore(get={**OLD["paths"]["/pets"]["get"], "operationId": "pets"})
UNCLEAR = petstore(get={**OLD["paths"]["/pets"]["get"], "parameters": [{"$ref": "#/components/parameters/lost"}]})


def written(folder: Path, **documents: Any) -> None:
    """Write each document to a file of its name and `.json`."""
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document, indent=1), encoding="utf-8")


def run(
    folder: Path, *arguments: str, given: bytes = b"", shell: str = "", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `contracts diff` in a folder; `shell` is what follows it on a line of a shell."""
    return ran(folder, "diff", *arguments, given=given, shell=shell, **environ)


def ran(
    folder: Path, *arguments: str, given: bytes = b"", shell: str = "", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command `contracts` in a folder."""
    command = [sys.executable, "-m", "openapi_contracts", *arguments]
    if shell:
        command = ["bash", "-c", f'"$@" {shell}', "bash", *command]
    return subprocess.run(
        command,
        cwd=folder,
        input=given,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
        check=False,
        timeout=60,
    )
