"""HTML pages: the catalog, Swagger UI, and the meaning of each problem. They read the registry and store nothing."""
