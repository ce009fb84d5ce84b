"""What goes back to a client: responses, problem details, paging, conditional requests and content negotiation."""
