"""A cache that can be read and takes nothing new, as a server whose memory is full."""

from django.core.cache.backends.locmem import LocMemCache


class FullCache(LocMemCache):
    def add(self, key, value, timeout=None, version=None):
        raise MemoryError(key)
