"""Asks a service for its health again and again, in a process of its own: `python -m tests.serving.health URL SECONDS`.

In a thread of the tests it would also measure how long the tests themselves keep Python's lock. Ends when its standard
input does, and then writes one number: the longest that an answer took, in milliseconds. Fails with the first check
that does.
"""

import sys
import time
from select import select
from urllib.request import urlopen


def main() -> None:
    url, interval = sys.argv[1], float(sys.argv[2])
    slowest = 0.0
    while not select([sys.stdin], [], [], interval)[0]:
        started = time.monotonic()
        with urlopen(url, timeout=30) as response:  # a new connection each time: to either worker
            response.read()
        slowest = max(slowest, time.monotonic() - started)
    sys.stdout.write(f"{round(slowest * 1000)}\n")


if __name__ == "__main__":
    main()
