"""A read is a human opening an article: no robot, no prefetch, nobody who is signed in."""

import re
from functools import lru_cache

import crawleruseragents
from django.conf import settings

SPECULATION = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
SPECULATIVE = re.compile(r"prefetch|prerender|preview", re.IGNORECASE)
ROBOT = re.compile(
    "|".join(f"(?:{entry['pattern']})" for entry in crawleruseragents.CRAWLER_USER_AGENTS_DATA)
)


def is_reader(request):
    return (
        request.method == "GET"
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and "Range" not in request.headers
        and not any(SPECULATIVE.search(request.headers.get(name, "")) for name in SPECULATION)
        and not is_robot(request.headers.get("User-Agent", ""))
    )


@lru_cache(maxsize=4096)
def is_robot(user_agent):
    """By the maintained list of signatures; a client that does not say what it is counts as one."""
    return not user_agent.strip() or ROBOT.search(user_agent[:1000]) is not None
