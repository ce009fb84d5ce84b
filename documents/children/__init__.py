"""The processes that documents are analysed in; `documents.isolation` hands them their jobs."""
