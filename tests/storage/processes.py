"""Processes beside the test's own; see workers for what they do."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(work: str, url: str) -> subprocess.Popen[str]:
    """Start a process that does one work."""
    command = [sys.executable, "-W", "error", "-m", "tests.storage.workers", work, url]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def together(work: str, url: str, processes: int) -> None:
    """Have processes do one work at once, and fail with what any of them said."""
    started = [start(work, url) for _ in range(processes)]
    for process in started:
        assert process.stdout is not None
        process.stdout.readline()  # "ready", or the end of one that failed or never waits
    said = [process.communicate("go\n", timeout=100)[1] for process in started]
    assert [process.returncode for process in started] == [0] * processes, "\n".join(said)
