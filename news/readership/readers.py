"""A read is a human opening an article: no robot, no prefetch, nobody who is signed in.

The WSGI environment alone decides, so that a finished page is counted like one made for this request.
"""

import re
from functools import lru_cache
from ipaddress import ip_address

from django.conf import settings

SPECULATION = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_PURPOSE", "HTTP_X_MOZ")
SPECULATIVE = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)


@lru_cache
def signatures_of_robots():
    from crawleruseragents import CRAWLER_USER_AGENTS_DATA  # loaded and compiled for the first reader

    return re.compile("|".join(f"(?:{entry['pattern']})" for entry in CRAWLER_USER_AGENTS_DATA))


def is_reader(environ, session=f"{settings.SESSION_COOKIE_NAME}="):
    return (
        environ["REQUEST_METHOD"] == "GET"
        and "HTTP_RANGE" not in environ
        and ("HTTP_COOKIE" not in environ or session not in environ["HTTP_COOKIE"])
        and (environ.keys().isdisjoint(SPECULATION) or not is_speculative(environ))
        and not is_robot(environ.get("HTTP_USER_AGENT", ""))
    )


def is_speculative(environ):
    """A browser loads the page in advance: perhaps nobody will look at it."""
    return any(name in environ and SPECULATIVE.search(environ[name]) for name in SPECULATION)


@lru_cache(maxsize=4096)
def is_robot(user_agent):
    """By a maintained list of signatures; a client that does not name itself counts as a robot."""
    return not user_agent.strip() or signatures_of_robots().search(user_agent[:1000]) is not None


def client_address(environ):
    """The client of our outermost trusted proxy; what anybody else claims to have forwarded is ignored."""
    address = environ.get("REMOTE_ADDR", "")
    if "HTTP_X_FORWARDED_FOR" in environ and settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in environ["HTTP_X_FORWARDED_FOR"].split(",")]
        while hops and is_trusted(address):
            address = hops.pop()
    return address


def is_trusted(address):
    """A proxy on a Unix socket of this machine has no address: declared as “unix”."""
    if not address:
        return "unix" in settings.TRUSTED_PROXIES
    try:
        found = ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in settings.TRUSTED_PROXIES if network != "unix")
