"""What is told of the service while it works: its log, the traces that requests belong to, its metrics."""
