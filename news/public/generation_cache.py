"""Values that are worked out once per generation of the public content, for all pages that show them.

The generation is part of their key, so nobody asks for a value that an act has changed, and each process can
keep them in its own memory. They expire at the latest at the next moment at which an edition's interval
begins or ends.
"""

import hashlib
from datetime import timedelta

from django.core.cache import caches
from django.utils import timezone

from news.models import Edition

LONGEST = timedelta(hours=1)
MISSING = object()


def own_memory():
    """Never shared: out of Redis, the models, answers and markup in it would have to be trusted as code."""
    return caches["generation"]


def cache_key(generation, *parts):
    """parts: everything else that decides the value; any text, of any length."""
    return f"{generation}:{hashlib.sha256(repr(parts).encode()).hexdigest()[:40]}"


def cached_per_generation(generation, name, make):
    """make()'s value; name tells it from others. generation: that of the request (request.generation)."""
    cache, key = own_memory(), cache_key(generation, name)
    value = cache.get(key, MISSING)
    if value is MISSING:
        value = make()
        if value is not None:
            cache.set(key, value, timeout=seconds_to_next_change(generation))
    return value


def seconds_to_next_change(generation):
    """Until the clock may change what is public; the moment is asked for once per generation, too."""
    cache, now = own_memory(), timezone.now()
    key = cache_key(generation, "next change")
    next_change = cache.get(key)
    if next_change is None or next_change <= now:
        next_change = min(now + LONGEST, Edition.objects.next_boundary(now) or now + LONGEST)
        cache.set(key, next_change, timeout=LONGEST.total_seconds())
    return (next_change - now).total_seconds()
