"""The environment as the settings read it: mistakes are collected and reported together, a line each."""

import logging
import re
from ipaddress import ip_address, ip_network
from pathlib import Path
from urllib.parse import urlsplit

import django
import environ
from cryptography.fernet import Fernet
from pyrage import RecipientError, x25519

YES = ("1", "true", "on", "yes", "y", "ok")
NO = ("0", "false", "off", "no", "n")
DEVELOPMENT_KEY = "only-for-development"
DEVELOPMENT_ENCRYPTION_KEY = "b25seS1mb3ItZGV2ZWxvcG1lbnQtLS0tLS0tLS0tLS0="  # the same words
HOW_TO_MAKE_ONE = (
    'Make one with: python -c "import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
)
SENDING = ("smtp", "smtps", "smtp+tls", "smtp+ssl", "filemail")
NOT_SENDING = ("consolemail", "dummymail", "memorymail")
# {name of the setting before Django 6.1: name of the mailer's option since}
MAILER_OPTIONS = {
    "EMAIL_HOST": "host",
    "EMAIL_PORT": "port",
    "EMAIL_HOST_USER": "username",
    "EMAIL_HOST_PASSWORD": "password",
    "EMAIL_USE_TLS": "use_tls",
    "EMAIL_USE_SSL": "use_ssl",
    "EMAIL_TIMEOUT": "timeout",
    "EMAIL_FILE_PATH": "file_path",
}


class Environment:
    """An empty variable counts as not set. No line shows the value of a secret."""

    def __init__(self, given):
        self.given = given
        self.mistakes = []

    def wrong(self, name, sentence):
        self.mistakes.append(f"{name} {sentence}")

    def refuse_mistakes(self):
        """End the process, whichever it is, without a traceback and with exit code 1."""
        if self.mistakes:
            raise SystemExit("\n".join(["The site cannot start with these settings:", *self.mistakes]))

    # --- A method for each kind of value ------------------------------------------------------------

    def text(self, name, default=""):
        return self.given.get(name, "").strip() or default

    def names(self, name, default=()):
        return [part.strip() for part in self.text(name).split(",") if part.strip()] or list(default)

    def flag(self, name, default):
        value = self.text(name).casefold()
        if value and value not in YES + NO:
            self.wrong(name, f"is {value!r}: write on or off.")
        return value in YES if value else default

    def number(self, name, default, least=0, most=2**31):
        value = self.text(name)
        if not value:
            return default
        if value.isascii() and value.isdigit() and least <= int(value) <= most:
            return int(value)
        self.wrong(name, f"is {value!r}: write a whole number from {least} to {most}.")
        return default

    def choice(self, name, default, choices):
        value = self.text(name, default)
        if value not in choices:
            self.wrong(name, f"is {value!r}: choose one of {', '.join(choices)}.")
            return default
        return value

    def folder(self, name, default):
        path = Path(self.text(name, str(default))).absolute()
        if path.exists() and not path.is_dir():
            self.wrong(name, f"is {str(path)!r}, which is not a folder.")
        return path

    def log_level(self, name, default):
        return self.choice(name, default, tuple(logging.getLevelNamesMapping()))

    def secret_key(self, name, is_development):
        value = self.text(name, DEVELOPMENT_KEY if is_development else "")
        if not is_development and (len(value) < 32 or value == DEVELOPMENT_KEY):
            self.wrong(
                name,
                "is not set, is shorter than 32 characters or is the one for development. Make one with: "
                'python -c "import secrets; print(secrets.token_urlsafe(50))"',
            )
        return value

    def former_secret_keys(self, name):
        found = self.names(name)
        if any(len(value) < 32 or value == DEVELOPMENT_KEY for value in found):
            self.wrong(name, "holds something that never was a SECRET_KEY; commas stand between keys.")
        return found

    def own_password(self, name, shipped, reason):
        value = self.text(name)
        if len(value) < 12 or value == shipped:
            self.wrong(name, f"must be your own password, of at least 12 characters, {reason}.")

    def encryption_keys(self, name, is_development):
        """Keys of Fernet, the one that encrypts first."""
        found = self.names(name, [DEVELOPMENT_ENCRYPTION_KEY] if is_development else ())
        if not is_development and (not found or DEVELOPMENT_ENCRYPTION_KEY in found):
            self.wrong(name, f"is not set or holds the one for development. {HOW_TO_MAKE_ONE}")
        elif not all(map(is_encryption_key, found)):
            self.wrong(name, f"holds something that is no key; commas stand between keys. {HOW_TO_MAKE_ONE}")
        return found

    def mailbox(self, name):
        value = self.text(name)
        if value and not re.fullmatch(r"[^@\s,]+@[^@\s,]+", value):
            self.wrong(name, f"is {value!r}: write one e-mail address.")
        return value

    def recipients(self, name):
        """Public keys of age."""
        found = self.names(name)
        for value in found:
            if value.upper().startswith("AGE-SECRET-KEY"):
                self.wrong(name, "holds a secret key, which must not be on the server: write the public one.")
            elif not is_recipient(value):
                self.wrong(name, f"names {value!r}: each is a public key of age and begins with age1.")
        return found

    def token(self, name):
        value = self.text(name)
        if value and (len(value) < 16 or not value.isascii() or any(sign.isspace() for sign in value)):
            self.wrong(name, "needs at least 16 letters, digits and signs, without spaces.")
        return value

    # --- Addresses ----------------------------------------------------------------------------------

    def address(self, name, default=""):
        """http:// or https://, a host, optionally a port, and nothing more."""
        value = self.text(name, default).rstrip("/")
        if value and not is_origin(value):
            self.wrong(name, f"is {value!r}: write http:// or https:// and a host, with nothing behind it.")
            return default
        return value

    def origins(self, name):
        found = self.names(name)
        for value in found:
            if not is_origin(value.replace("://*.", "://")):
                self.wrong(
                    name, f"names {value!r}: each begins with http:// or https:// and ends with a host."
                )
        return found

    def hosts(self, name, default, is_development):
        found = self.names(name, default)
        for value in found:
            if value == "*" and not is_development:
                self.wrong(name, "must name the site's own hosts, not *.")
            elif "/" in value:
                self.wrong(name, f"names {value!r}: a host has no http:// before it and no path behind it.")
        return found

    def proxies(self, name):
        """Addresses or networks, and “unix” for a Unix socket."""
        found = []
        for value in self.names(name):
            try:
                found.append(value if value == "unix" else ip_network(value))
            except ValueError:
                self.wrong(name, f"names {value!r}: write addresses, networks (as 10.0.0.0/8) or unix.")
        return found

    def database(self, name, default=""):
        """Django's settings of the database; empty when there is neither a value nor a default."""
        value = self.text(name, default)
        if not value:
            return {}
        scheme = scheme_of(value)
        if scheme == "sqlite":
            return environ.Env.db_url_config(value)
        if scheme not in ("postgres", "postgresql"):
            self.wrong(name, "begins with neither postgres:// nor sqlite:///.")
        elif not has_port_of_numbers(value):
            self.wrong(name, "has a port that is not a number; a / or @ in the password is written %2F, %40.")
        elif not urlsplit(value).path.strip("/"):
            self.wrong(name, "names no database: it ends with the server, a / and the name.")
        else:
            return environ.Env.db_url_config(value)
        return environ.Env.db_url_config(default) if default else {}

    def redis(self, name):
        value = self.text(name)
        if value and scheme_of(value) not in ("redis", "rediss", "unix"):
            self.wrong(name, "begins with none of redis://, rediss:// and unix://.")
        elif value and not has_port_of_numbers(value):
            self.wrong(name, "has a port that is not a number; a / or @ in the password is written %2F, %40.")
        return value

    def email(self, name, instead, timeout, is_development):
        """The settings for sending e-mail, as the installed Django takes them; without a value `instead`."""
        value = self.text(name)
        if not value:
            return as_installed(instead)
        try:
            given = mail_settings(value, timeout)
        except Exception:  # django-environ answers a wrong address with whatever it stumbles over
            self.wrong(name, "is no address such as smtp+tls://user:password@host:587.")
            return as_installed(instead)
        if scheme_of(value) not in SENDING + (NOT_SENDING if is_development else ()):
            self.wrong(name, f"begins with {scheme_of(value)}://, which sends nothing.")
        return given


def mail_settings(address, timeout):
    given = {name: value for name, value in environ.Env.email_url_config(address).items() if value}
    if "EMAIL_HOST" in given:
        given["EMAIL_TIMEOUT"] = timeout
    return as_installed(given)


def as_installed(given):
    """MAILERS from Django 6.1 on, settings of their own before it."""
    if django.VERSION < (6, 1):
        return given
    options = {option: given[name] for name, option in MAILER_OPTIONS.items() if name in given}
    return {"MAILERS": {"default": {"BACKEND": given["EMAIL_BACKEND"], "OPTIONS": options}}}


def not_loopback(hosts):
    """Those of the hosts under which another machine may reach this one."""
    return list(dict.fromkeys(host for host in hosts if host and not is_loopback(host)))


def is_loopback(host):
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.casefold() == "localhost"


def is_encryption_key(text):
    try:
        return len(text) == 44 and bool(Fernet(text))
    except ValueError:
        return False


def is_recipient(text):
    try:
        return bool(x25519.Recipient.from_str(text))
    except RecipientError:
        return False


def scheme_of(address):
    return address.partition(":")[0].casefold()


def is_origin(address):
    try:
        parts = urlsplit(address)
        return bool(
            parts.scheme in ("http", "https")
            and parts.hostname
            and not (parts.path or parts.query or parts.fragment or "@" in parts.netloc)
            and parts.port != 0
        )
    except ValueError:
        return False


def has_port_of_numbers(address):
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False
