"""The domain: APIs, versions and the rules for changing them. Knows no HTTP and no SQL."""
