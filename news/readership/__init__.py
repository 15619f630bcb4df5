"""Who is a reader, and what is counted."""

from .counting import count_read, counter
from .readers import is_reader

__all__ = ["count_read", "counter", "is_reader"]
