"""The process that reads one document: `python -m news.documents.child docx < file`, which prints JSON.

It knows nothing of the site, not even its settings, and limits itself before it looks at the file.
"""

import json
import resource
import sys
from contextlib import suppress

from news.documents.formats import TooMuch, words_of

MEMORY = 512 * 1024 * 1024
CPU_SECONDS = 20
READ, UNREADABLE, TOO_MUCH = "read", "unreadable", "too_much"


def limit():
    limits = {
        resource.RLIMIT_CPU: (CPU_SECONDS, CPU_SECONDS + 5),  # the first ends it by a signal that tells why
        resource.RLIMIT_AS: (MEMORY, MEMORY),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
    }
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # macOS does not limit memory
            resource.setrlimit(kind, most)


def answer(file, extension):
    """{"outcome": …, "text": …}"""
    try:
        return {"outcome": READ, "text": words_of(file, extension)}
    except (TooMuch, MemoryError, RecursionError):
        return {"outcome": TOO_MUCH, "text": ""}
    except Exception:  # the libraries that read these formats may raise anything
        return {"outcome": UNREADABLE, "text": ""}


def main():
    limit()
    json.dump(answer(sys.stdin.buffer, sys.argv[1]), sys.stdout)


if __name__ == "__main__":
    main()
