"""One worker process: the threads handlers run in, the limits its requests share, and how it stops."""
