"""What the WSGI environment tells about a request, before Django has seen it."""


def brings_a_body(environ):
    return environ.get("CONTENT_LENGTH") not in (None, "", "0") or "HTTP_TRANSFER_ENCODING" in environ
