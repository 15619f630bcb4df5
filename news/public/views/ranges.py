"""Files sent in parts (RFC 9110, 14): without them Safari plays no film, and other browsers cannot seek."""

import re

from django.http import FileResponse, HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def in_parts(request, response):
    """206 with the range that was asked for; the whole file when none or several were; 416 beyond its end."""
    if response.status_code != 200 or not isinstance(response, FileResponse):
        return response
    response["Accept-Ranges"] = "bytes"
    requested = ONE_RANGE.fullmatch(request.headers.get("Range", ""))
    if request.method != "GET" or not requested or requested.groups() == ("", ""):
        return response
    size = int(response["Content-Length"])
    first, last = bounds(*requested.groups(), size)
    if first > last:
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file = response.file_to_stream
    file.seek(first)
    part = FileResponse(FilePart(file, last - first + 1), status=206)
    part["Content-Length"] = last - first + 1
    part["Content-Range"] = f"bytes {first}-{last}/{size}"
    part["Accept-Ranges"] = "bytes"
    part["Last-Modified"] = response["Last-Modified"]
    return part


def bounds(first, last, size):
    """(first, last) byte; -500 means the last 500."""
    if not first:
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


class FilePart:
    """The next `length` bytes of an open file."""

    def __init__(self, file, length):
        self.file, self.left = file, length

    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return self.file.read(size)

    def close(self):
        self.file.close()
