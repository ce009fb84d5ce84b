"""Pages for people: the catalog, Swagger UI, and what each problem means. Asks the domain, stores nothing."""
