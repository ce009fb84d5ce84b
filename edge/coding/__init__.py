"""Content codings of answers (RFC 9110, sections 8.4 and 12.5.3): gzip, and zstd for who asks for it by name.

A coded answer is another representation, with an ETag and a digest of its own. Starlette's GZipMiddleware and
starlette-compress send those of the uncoded one, overlook q-values, and keep nothing that they have coded.
"""
