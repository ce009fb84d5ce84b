"""The `contracts` command: compares two files, writes the report and exits with the verdict."""
