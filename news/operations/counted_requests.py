def counted_requests(get_response):
    """Every request that a worker passes on, for Prometheus. Errors are those with a status from 500 on."""
    from .metrics import REQUESTS  # a command needs none of it

    def middleware(request):
        response = get_response(request)
        match = request.resolver_match
        REQUESTS.labels(match.view_name if match else "", response.status_code).inc()
        return response

    return middleware
