"""Redis shared by all servers; each process's own memory for as long as Redis does not answer."""

import json
import logging
import time
from contextlib import suppress

import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = 2.0
GONE = (redis.exceptions.ConnectionError, redis.exceptions.TimeoutError, OSError)
MISSING = object()


class ForeignValue(Exception):
    """The site did not write this."""


class JsonSerializer:
    """In place of Django's, which unpickles: whoever can write to Redis could then run code here."""

    def dumps(self, value):
        return value if type(value) is int else json.dumps(value)  # a bare number can be counted up

    def loads(self, data):
        try:
            return json.loads(data)
        except (ValueError, RecursionError) as error:
            raise ForeignValue from error


FOREIGN = (ForeignValue, redis.exceptions.ResponseError)  # the second: a list, or what cannot be counted up


class SurvivingCache(RedisCache):
    """Never fails when Redis does: values are worked out again, and limits apply in each process alone.

    After a failure Redis is left alone for two seconds, so that a reader never waits for it twice. A value
    that the site did not write counts as missing, and is deleted.
    """

    def __init__(self, server, params):
        options = {
            "socket_connect_timeout": 0.5,
            "socket_timeout": 1.0,
            "serializer": JsonSerializer,
            **params.get("OPTIONS", {}),
        }
        super().__init__(server, {**params, "OPTIONS": options})
        self.own_memory = LocMemCache("beside-redis", {})
        self.silent_until = 0.0

    @property
    def answers(self):
        return self.silent_until == 0.0

    def _either(self, name, *args, **kwargs):
        if time.monotonic() >= self.silent_until:
            try:
                value = getattr(super(), name)(*args, **kwargs)
            except GONE as error:
                self._lost(error)
            else:
                self._found()
                return value
        return getattr(self.own_memory, name)(*args, **kwargs)

    def _lost(self, error):
        if self.answers:
            log.error("Redis does not answer; each process uses its own memory. %s", type(error).__name__)
        self.silent_until = time.monotonic() + TRY_AGAIN_AFTER

    def _found(self):
        if not self.answers:
            log.warning("Redis answers again.")
            self.silent_until = 0.0
            self.own_memory.clear()

    def _forget_foreign(self, key, version):
        log.error("Redis held something under %s that the site did not write there.", key)
        with suppress(redis.exceptions.ResponseError):
            self.delete(key, version)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._either("add", key, value, timeout, version)

    def get(self, key, default=None, version=None):
        try:
            return self._either("get", key, default, version)
        except FOREIGN:
            self._forget_foreign(key, version)
            return default

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._either("set", key, value, timeout, version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._either("touch", key, timeout, version)

    def delete(self, key, version=None):
        return self._either("delete", key, version)

    def get_many(self, keys, version=None):
        try:
            return self._either("get_many", keys, version)
        except FOREIGN:
            found = {key: self.get(key, MISSING, version) for key in keys}
            return {key: value for key, value in found.items() if value is not MISSING}

    def set_many(self, data, timeout=DEFAULT_TIMEOUT, version=None):
        return self._either("set_many", data, timeout, version)

    def delete_many(self, keys, version=None):
        return self._either("delete_many", keys, version)

    def has_key(self, key, version=None):
        return self._either("has_key", key, version)

    def incr(self, key, delta=1, version=None):
        try:
            return self._either("incr", key, delta, version)
        except FOREIGN as error:
            self._forget_foreign(key, version)
            raise ValueError(f"Key '{key}' not found") from error

    def clear(self):
        return self._either("clear")
