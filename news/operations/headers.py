"""The headers that every answer carries: pages, files, redirects and errors alike."""

from django.conf import settings

# For answers without a policy of their own: files, feeds, errors from before any view was reached.
CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# Powerful features that a browser would otherwise offer; every answer carries the list, so it is short.
UNUSED_FEATURES = (
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "microphone",
    "payment",
    "serial",
    "usb",
)
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": CLOSED,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED_FEATURES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def safe_headers(get_response):
    """Outermost, so that answers of other middleware, such as the refusal of a host, carry them too."""

    def middleware(request):
        response = get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
        if settings.SECURE_HSTS_SECONDS:
            response.headers.setdefault("Strict-Transport-Security", strict_transport())
        return response

    return middleware


def strict_transport():
    return f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
