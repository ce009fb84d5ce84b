"""The `contracts` command compares two documents, writes a report and exits with a code for the verdict."""
