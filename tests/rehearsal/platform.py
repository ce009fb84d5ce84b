"""What the platform does, as tables. Its sources and documentation say so; they were read on the day given here."""

from datetime import date
from types import MappingProxyType

READ_ON = date(2026, 8, 31)
BUILDPACK = "python-buildpack 1.9.5"

# The one patch of each line of Python that this buildpack brings (its manifest.yml).
PYTHONS = MappingProxyType(
    {"3.10": "3.10.21", "3.11": "3.11.16", "3.12": "3.12.14", "3.13": "3.13.15", "3.14": "3.14.7"}
)

# Any of these in the root makes it a Python app (the buildpack's bin/detect).
DETECTED = ("requirements.txt", "setup.py", "environment.yml", "Pipfile")

# What would change the buildpack's ways: environment.yml means conda, a folder vendor means pip without an index.
MISLEADING = ("environment.yml", "Pipfile", "vendor")

# How the buildpack installs requirements.txt (src/python/supply/supply.go).
PIP = ("install", "--ignore-installed", "--exists-action=w", "--disable-pip-version-check", "--no-warn-script-location")

# What the buildpack leaves for the launcher to source; less PYTHONHOME, which a virtual environment goes without.
PROFILE = MappingProxyType(
    {
        "000_multi-supply.sh": "export PATH=$DEPS_DIR/0/bin:$PATH\n",
        "python.sh": (
            "export LANG=${LANG:-en_US.UTF-8}\n"
            "export PYTHONHASHSEED=${PYTHONHASHSEED:-random}\n"
            "export PYTHONPATH=$DEPS_DIR/0\n"
            "export PYTHONUNBUFFERED=1\n"
            "export FORWARDED_ALLOW_IPS='*'\n"
            "export GUNICORN_CMD_ARGS=${GUNICORN_CMD_ARGS:-'--access-logfile -'}\n"
        ),
    }
)

# How a process begins (buildpackapplifecycle, launcher_unix.go); $1 is the folder of the app, $2 the command.
LAUNCHER = """
cd "$1"
for script in ../profile.d/* .profile.d/*; do
  if [ -f "$script" ]; then source "$script"; fi
done
if [ -f .profile ]; then source .profile; fi
shift
exec bash -c "$@"
"""

# The health check (healthcheck.go): exactly 200, within a second.
HEALTH_FIELDS = MappingProxyType({"User-Agent": "diego-healthcheck", "X-Forwarded-Proto": "https"})
HEALTH_SECONDS = 1.0

STOP_SECONDS = 10  # between SIGTERM and SIGKILL
IDLE_SECONDS = 90  # that the router keeps a connection on which it has nothing to ask
FIELD_BYTES = 16 * 1024  # of one header field, as large tokens have; the router takes 1 MB of them
PACKAGE_BYTES = 20 * 1024 * 1024  # of an upload; the platform takes 1 GB, and this project has no use for it
