"""One line of JSON for each log record, with the id of its request; nothing about who asked."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from uuid import uuid4

request_id = ContextVar("request_id", default="")
# What JSON leaves as it is, and a reader of lines takes for the end of one.
ENDS_OF_LINES = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")


def numbered_requests(get_response):
    """Give each request the id that the proxy gave it, or a new one, so that both logs can be compared."""

    def middleware(request):
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        token = request_id.set(given if GIVEN.fullmatch(given) else uuid4().hex)
        try:
            return get_response(request)
        finally:
            request_id.reset(token)

    return middleware


class WithoutTraceback(logging.Filter):
    """What somebody outside did wrong is told in one line."""

    def filter(self, record):
        record.exc_info = None
        return True


class JsonLine(logging.Formatter):
    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id.get(),
            "status": getattr(record, "status_code", None),
            "process": record.process,
        }
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        text = json.dumps({key: value for key, value in line.items() if value}, ensure_ascii=False)
        return text.translate(ENDS_OF_LINES)
