"""The report in every form people and programs read."""
