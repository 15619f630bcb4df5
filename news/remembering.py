"""What is worked out once per generation of the public content and then remembered."""

import hashlib
from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from news.models import Edition, PublicContent

LONGEST = timedelta(hours=1)


def generation_of(request):
    """The generation that this request sees from beginning to end: asked for once."""
    if not hasattr(request, "public_generation"):
        request.public_generation = PublicContent.current()
    return request.public_generation


def remembered(request, name, make):
    """make()'s value, kept until the public content changes by an act or by the clock."""
    key = f"{generation_of(request)}:{hashlib.sha256(name.encode()).hexdigest()[:40]}"
    kept = cache.get(key)
    now = timezone.now()
    if kept is not None and kept[0] > now:
        return kept[1]
    value = make()
    until = min(now + LONGEST, Edition.objects.next_boundary(now) or now + LONGEST)
    cache.set(key, (until, value), timeout=LONGEST.total_seconds())
    return value
