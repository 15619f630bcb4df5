def counted_requests(get_response):
    """Counts the requests that reach Django, for Prometheus, by view and status; errors are 500 and up."""
    from .metrics import REQUESTS  # a command needs none of it

    def middleware(request):
        response = get_response(request)
        match = request.resolver_match
        REQUESTS.labels(match.view_name if match else "", response.status_code).inc()
        return response

    return middleware
