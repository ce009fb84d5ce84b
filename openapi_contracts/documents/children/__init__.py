"""The processes that documents are analysed in; `openapi_contracts.documents.isolation` hands them their jobs."""
