"""Reads sent over the network by several senders at once, and how many of them were counted."""

import socket
import threading
import time

from tests.helpers.user_agents import FIREFOX

SENDERS = 8
AT_ONCE = 25


class Reading(threading.Thread):
    """Sends its reads until each of them is acknowledged, however often the server goes away.

    The last reads wait until nothing happens to the server any more, so that what happens interrupts sending.
    """

    def __init__(self, port, reads, is_over):
        super().__init__(daemon=True)
        self.port, self.left, self.retries, self.codes = port, list(reads), 0, set()
        self.is_over = is_over

    def run(self):
        while self.left:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=20) as self.line:
                    while self.left:
                        self.send_some()
            except OSError:
                self.retries += 1
                time.sleep(0.05)

    def send_some(self):
        some = self.left[:AT_ONCE]
        if len(self.left) <= AT_ONCE:
            self.is_over.wait()
        self.line.sendall(b"".join(self.request(*read) for read in some))
        pending = b""
        while self.left and some:
            received = self.line.recv(65536)
            if not received:
                raise ConnectionError
            *answers, pending = (pending + received).split(b"\r\n\r\n")
            self.codes |= {answer[:12] for answer in answers}
            del self.left[: len(answers)], some[: len(answers)]

    def request(self, path, reader):
        address = f"10.{reader >> 16 & 255}.{reader >> 8 & 255}.{reader & 255}"
        return (
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nUser-Agent: {FIREFOX}\r\n"
            f"X-Forwarded-For: {address}\r\nIf-None-Match: *\r\n\r\n"
        ).encode()


def send(site, reads, meanwhile=lambda: None):
    """Send all reads by several senders at once; returns how often they had to begin again."""
    is_over = threading.Event()
    senders = [Reading(site.port, reads[number::SENDERS], is_over) for number in range(SENDERS)]
    for sender in senders:
        sender.start()
    meanwhile()
    is_over.set()
    for sender in senders:
        sender.join()
    assert {code for sender in senders for code in sender.codes} == {b"HTTP/1.1 304"}
    return sum(sender.retries for sender in senders)


def counted(database):
    return dict(database.rows("select article_id, sum(reads) from news_viewcount group by article_id"))


def counted_in_the_end(database, expected):
    end = time.monotonic() + 20
    while counted(database) != expected and time.monotonic() < end:
        time.sleep(0.2)
    return counted(database)
