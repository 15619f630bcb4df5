"""Requests to other sites that cannot be led into this network: what was judged is connected to."""

import socket
import ssl
from http.client import HTTPConnection, HTTPSConnection
from ipaddress import IPv4Address, IPv6Network, ip_address
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    UnknownHandler,
)

# IPv6 addresses that end in an IPv4 address, which is where they lead (RFC 6052, RFC 8215, RFC 4291).
ENDING_IN_IPV4 = [IPv6Network(each) for each in ("64:ff9b::/96", "64:ff9b:1::/96", "::/96")]
LOCAL_NAT64 = IPv6Network("64:ff9b:1::/48")
TLS = ssl.create_default_context()


class NotPublic(OSError):
    """The address leads into a private network or to this machine."""


def is_public(text):
    """Whether an address, and each one packed into it, is reached through the Internet."""
    address = ip_address(text)
    if address.version == 6 and (packed := packed_into(address)):
        return all(is_public(str(each)) for each in packed)
    if address.version == 6 and (address.is_site_local or address in LOCAL_NAT64):
        return False
    return address.is_global and not address.is_multicast


def packed_into(address):
    """The IPv4 addresses to which a translator or a tunnel passes on what is sent to this IPv6 address."""
    if address.ipv4_mapped or address.sixtofour:
        return [address.ipv4_mapped or address.sixtofour]
    if address.teredo:
        return list(address.teredo)
    if any(address in network for network in ENDING_IN_IPV4):
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return []


def connect(host, port, timeout):
    """A connected socket. The name is resolved once; one address inside is enough to refuse it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_public(place[0]) for *_rest, place in found):
        raise NotPublic(host)
    failure = None
    for family, kind, protocol, _name, place in found:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(place)
        except OSError as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure or OSError(f"{host} has no address")


class PublicConnection(HTTPConnection):
    def connect(self):
        self.sock = connect(self.host, self.port, self.timeout)


class PublicTLSConnection(HTTPSConnection):
    def connect(self):
        plain = connect(self.host, self.port, self.timeout)
        try:
            self.sock = TLS.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


class OverPublicHTTP(HTTPHandler):
    def http_open(self, request):
        return self.do_open(PublicConnection, request)


class OverPublicHTTPS(HTTPSHandler):
    def https_open(self, request):
        return self.do_open(PublicTLSConnection, request)


def public_opener():
    """Knows http and https alone and no proxy; each redirect is judged as the first address is."""
    opener = OpenerDirector()
    for handler in (
        OverPublicHTTP,
        OverPublicHTTPS,
        HTTPRedirectHandler,
        HTTPDefaultErrorHandler,
        HTTPErrorProcessor,
        UnknownHandler,
    ):
        opener.add_handler(handler())
    return opener
