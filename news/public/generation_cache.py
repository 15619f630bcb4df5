"""What is worked out once per generation of the public content and then remembered."""

import hashlib
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from news.models import Edition, PublicContent
from news.public.kept import values

LONGEST = timedelta(hours=1)


def generation_of(request):
    """The generation that this request sees from beginning to end: asked for once."""
    if not hasattr(request, "public_generation"):
        request.public_generation = PublicContent.current()
    return request.public_generation


def remembered(request, name, make):
    return remembered_in(generation_of(request), name, make)


def remembered_in(generation, name, make):
    """make()'s value, kept until the public content changes by an act or by the clock.

    This process keeps the latest as they are, so nobody may change what they get; the cache has them for all.
    """
    key = f"{generation}:{hashlib.sha256(name.encode()).hexdigest()[:40]}"
    now = timezone.now()
    kept = values.get(key)
    if kept is None or kept[0] <= now:
        kept = cache.get(key)
        if kept is None or kept[0] <= now:
            value = make()
            kept = min(now + LONGEST, Edition.objects.next_boundary(now) or now + LONGEST), value
            cache.set(key, kept, timeout=LONGEST.total_seconds())
        values.put(key, kept)
    return kept[1]
