"""No link in a text makes the server ask inside its own network, whatever its name resolves to."""

import http.server
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from news.operations import outbound
from news.operations.link_check import fault_elsewhere
from news.operations.outbound import is_public

pytestmark = pytest.mark.once

PUBLIC, INSIDE = "93.184.215.14", "127.0.0.1"


class Server(http.server.HTTPServer):
    """A real server of this machine; .asked: (method, Host) of each request that reached it."""

    def __init__(self):
        super().__init__((INSIDE, 0), Answer)
        self.asked, self.leads_to = [], None


class Answer(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self):
        self.server.asked.append((self.command, self.headers["Host"]))
        self.send_response(302 if self.server.leads_to else 200)
        if self.server.leads_to:
            self.send_header("Location", self.server.leads_to)
        self.end_headers()

    do_GET = do_HEAD

    def log_message(self, *args):
        """Not into the output of the tests."""


@pytest.fixture
def server():
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=[0.05])
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def network(monkeypatch, server):
    """Names resolve to what .answers holds, one answer after the other; the public address is the server."""

    class Network:
        answers, connected = {}, []

    real_connect = socket.socket.connect

    def resolve(host, port, *args, **options):
        answers = Network.answers[host]
        address = answers.pop(0) if len(answers) > 1 else answers[0]
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(connection, place):
        Network.connected.append(place[0])
        return real_connect(connection, (INSIDE, place[1]))

    Network.answers, Network.connected = {}, []
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    Network.port = server.server_port
    return Network


def test_server_is_asked_under_its_own_name_at_the_judged_address(network, server):
    network.answers = {"elsewhere.example": [PUBLIC]}
    assert fault_elsewhere(f"http://elsewhere.example:{network.port}/report") is None
    assert network.connected == [PUBLIC]
    assert server.asked == [("HEAD", f"elsewhere.example:{network.port}")]


def test_name_that_resolves_to_another_address_the_second_time_leads_to_the_first(network, server):
    network.answers = {"rebinding.example": [PUBLIC, INSIDE]}
    fault_elsewhere(f"http://rebinding.example:{network.port}/")
    assert network.connected == [PUBLIC]
    assert network.answers["rebinding.example"] == [INSIDE]


def test_redirect_inside_is_not_followed(network, server):
    server.leads_to = f"http://inside.example:{network.port}/secret"
    network.answers = {"elsewhere.example": [PUBLIC], "inside.example": [INSIDE]}
    assert fault_elsewhere(f"http://elsewhere.example:{network.port}/") == "not_public"
    assert network.connected == [PUBLIC]
    assert [host for _method, host in server.asked] == [f"elsewhere.example:{network.port}"]


@pytest.mark.parametrize(
    ("address", "reason"), [("file:///etc/passwd", "failed"), ("ftp://127.0.0.1/", "no_answer")]
)
def test_redirect_to_another_scheme_is_not_followed(network, server, address, reason):
    server.leads_to = address
    network.answers = {"elsewhere.example": [PUBLIC]}
    assert fault_elsewhere(f"http://elsewhere.example:{network.port}/") == reason
    assert set(network.connected) == {PUBLIC}


def test_one_private_address_among_public_ones_refuses_the_name(network, monkeypatch):
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, network.port)) for address in (PUBLIC, INSIDE)
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **options: both)
    assert fault_elsewhere(f"http://both.example:{network.port}/") == "not_public"
    assert network.connected == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{}/admin/",
        "http://localhost:{}/",
        "http://[::1]:{}/",
        "http://[::ffff:127.0.0.1]:{}/",
        "http://10.0.0.8:{}/secret",
        "http://169.254.169.254:{}/latest/meta-data/",
        "http://0x7f000001:{}/",
        "http://2130706433:{}/",
        "http://0177.0.0.1:{}/",
    ],
)
def test_address_inside_is_never_connected_to(server, address, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", lambda *args: pytest.fail("It was connected to."))
    assert fault_elsewhere(address.format(server.server_port)) == "not_public"


@pytest.mark.parametrize(
    "address",
    [
        "64:ff9b::127.0.0.1",
        "64:ff9b::10.0.0.8",
        "64:ff9b:1::127.0.0.1",
        "64:ff9b:1:7f00:0:100::",
        "64:ff9b:1:7f00:0:100:93.184.215.14",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:1::1",
        "2001:0:5db8:d70e::80ff:fffe",  # Teredo of 127.0.0.1 by a public server
        "2001:0:7f00:1::a247:28f1",  # Teredo by a server that is 127.0.0.1
        "::1",
        "::",
        "fe80::1%lo",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104 - nobody listens there
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
    ],
)
def test_address_that_leads_inside_is_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        PUBLIC,
        "2606:4700::1111",
        f"64:ff9b::{PUBLIC}",
        f"64:ff9b:1::{PUBLIC}",
        f"::ffff:{PUBLIC}",
        "2002:5db8:d70e::1",
        "2001:0:5db8:d70e::a247:28f1",
    ],
)
def test_address_that_leads_to_the_internet_is_public(address):
    assert is_public(address)


@pytest.fixture
def certificate(tmp_path):
    """The file of a key and of a certificate for elsewhere.example."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "elsewhere.example")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("elsewhere.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "certificate.pem"
    encoding = serialization.Encoding.PEM
    file.write_bytes(
        key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + made.public_bytes(encoding)
    )
    return file


def test_certificate_is_checked_for_the_name_and_not_for_the_address(
    network, server, certificate, monkeypatch
):
    context, names = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), []
    context.load_cert_chain(certificate)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    monkeypatch.setattr(outbound, "TLS", ssl.create_default_context(cafile=certificate))
    network.answers = {"elsewhere.example": [PUBLIC], "other.example": [PUBLIC]}
    assert fault_elsewhere(f"https://elsewhere.example:{network.port}/") is None
    assert fault_elsewhere(f"https://other.example:{network.port}/") == "no_answer"
    assert names[0] == "elsewhere.example"
    assert {host for _method, host in server.asked} == {f"elsewhere.example:{network.port}"}
