"""The explanation: which changes of two schemas are the cause of a verdict."""
