"""Write the specimens in the layout of a corpus: `python -m tests.specimens FOLDER [--seed N]`."""

import argparse
from pathlib import Path

from tests.specimens.histories import APIS, SEED, history


def main() -> None:
    """Write `specs/<api>/<version>.json` or `.yaml` below a folder."""
    parser = argparse.ArgumentParser(prog="python -m tests.specimens", description="Write generated API documents.")
    parser.add_argument("folder", type=Path, help="where to write specs/<api>/<version>.json or .yaml")
    parser.add_argument("--seed", type=int, default=SEED, help="another seed gives other bounds and examples")
    arguments = parser.parse_args()
    for api in APIS:
        folder = arguments.folder / "specs" / api
        folder.mkdir(parents=True, exist_ok=True)
        for specimen in history(api, arguments.seed):
            (folder / specimen.filename).write_bytes(specimen.content())


if __name__ == "__main__":
    main()
