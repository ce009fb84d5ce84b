"""Rate limits: which quota counts a request, where the counters live, and what responses say about them."""
