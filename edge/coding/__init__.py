"""Content codings of responses (RFC 9110, sections 8.4 and 12.5.3): gzip, and zstd for clients that name it.

A coded response is a different representation, with its own ETag and digest. Starlette's GZipMiddleware,
starlette-compress and brotli-asgi keep those of the uncoded one (docs/decisions/0009).
"""
