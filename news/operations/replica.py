"""Reading from a replica of the database (PostgreSQL, streaming replication) without ever going back in time.

A replica is behind the primary by as long as a change takes to arrive. A page is read from it only if the
generation of the public content that it holds is at least the one that this machine knows of; otherwise from
the primary. Because the generation is read first, the page's content is at least as new. While the primary is
gone, readers are served from the replica on the same condition.

The numbers of reads have no generation: they may be behind by as much as the replication is. The setting
names one replica: through a load balancer, two pages may come from replicas of different ages.
"""

import logging
from http import HTTPStatus
from time import time

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import Error, connections

from news.addresses import PUBLIC
from news.models import PublicContent
from news.pagecache.epoch import LOOK_AGAIN_AFTER_FAILURE, Epoch
from news.routing import REPLICA, reading_from
from news.shared_memory import shared_memory

log = logging.getLogger(__name__)


def replica_for_readers(get_response):
    """Middleware: a public page is made from the replica when that is up to date."""
    if REPLICA not in settings.DATABASES:
        raise MiddlewareNotUsed
    replica = Replica()

    def middleware(request):
        is_for_readers = request.method in ("GET", "HEAD") and request.path_info.startswith(PUBLIC)
        if not (is_for_readers and replica.is_current()):
            return get_response(request)
        with reading_from(REPLICA):
            response = get_response(request)
        if response.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
            return response
        # The replica went away, or ended our query, in the middle of the page.
        replica.leave_alone("its answer was not whole")
        return get_response(request)

    return middleware


class Replica:
    def __init__(self):
        self.asked_again_at = 0.0

    def is_current(self):
        """False when the replica is behind or gone, or when this machine knows of no generation."""
        now = time()
        known = known_generation(now)
        if known is None or now < self.asked_again_at:
            return False
        try:
            held = PublicContent.current(REPLICA)
        except Error as error:
            self.leave_alone(error)
            return False
        return held >= known

    def leave_alone(self, why):
        self.asked_again_at = time() + LOOK_AGAIN_AFTER_FAILURE
        log.warning("The replica can't be read, the primary is read instead: %s", why)
        connections[REPLICA].close()


def known_generation(now):
    """The newest that this machine knows of: the primary is asked at most ten times a second."""
    return Epoch(shared_memory()).generation(now)
