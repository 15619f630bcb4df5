"""Which parameters the views read from the query string, for tests of what they declare."""

from django.http import QueryDict

READ = []  # names of the parameters read in all requests since the last clear()


class LoggedQuery(QueryDict):
    """The query string of one request, which logs every access."""

    def __getitem__(self, name):
        READ.append(name)
        return super().__getitem__(name)

    def __contains__(self, name):
        READ.append(name)
        return super().__contains__(name)

    def get(self, name, default=None):
        READ.append(name)
        return super().get(name, default)

    def getlist(self, name, default=None):
        READ.append(name)
        return super().getlist(name, default)


class LogParameters:
    """Middleware, to be the last of all."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        request.GET = LoggedQuery(request.META.get("QUERY_STRING", ""))
