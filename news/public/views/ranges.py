"""Files sent in parts (RFC 9110, 14): Safari plays no film without, others cannot wind forward."""

import re

from django.http import FileResponse, HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")


def in_parts(request, response):
    """The part that was asked for, 206; the whole where none or several were; 416 beyond it."""
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
    part = FileResponse(Limited(file, last - first + 1), status=206)
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


class Limited:
    """So many bytes of a file that stands where they begin."""

    def __init__(self, file, length):
        self.file, self.left = file, length

    def read(self, size=-1):
        size = self.left if size < 0 else min(size, self.left)
        self.left -= size
        return self.file.read(size)

    def close(self):
        self.file.close()
