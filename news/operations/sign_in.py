"""Limits on guessing passwords: by account, by address and by browser, counted in the shared cache.

Guesses at second factors are counted by allauth (ACCOUNT_RATE_LIMITS) and answered here alike.
"""

import hashlib
import logging
import unicodedata
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.shortcuts import render
from django.urls import reverse

from news.addresses import is_at_the_desk
from news.readership.readers import client_address

log = logging.getLogger(__name__)

MINUTES = 60
KNOWN_BROWSER = "__Secure-known_browser" if settings.HTTPS else "known_browser"  # at the desk alone
KNOWN_FOR = 180 * 24 * 60 * MINUTES


class Limit(NamedTuple):
    """At most so many failed attempts within a window that begins with the first of them."""

    name: str
    most: int
    window: int

    def key(self, who):
        return f"sign-in:{self.name}:{hashlib.sha256(who.encode()).hexdigest()[:32]}"

    def take(self, who):
        """Count an attempt before it is made, so that parallel ones cannot slip past; False when too many."""
        key = self.key(who)
        cache.add(key, 0, timeout=self.window)
        try:
            return cache.incr(key) <= self.most
        except ValueError:  # it ended between the two lines
            cache.set(key, 1, timeout=self.window)
            return True

    def give_back(self, who):
        try:
            cache.decr(self.key(who))
        except ValueError:  # its window has ended
            return


# A stranger's guesses never use up the attempts that the account's owner has in a browser known as theirs.
HERE = Limit("account-and-address", 5, 15 * MINUTES)
ACCOUNT = Limit("account", 20, 60 * MINUTES)
ADDRESS = Limit("address", 20, 15 * MINUTES)
BROWSER = Limit("browser", 10, 15 * MINUTES)
MAIL = Limit("password-mail", 5, 60 * MINUTES)


def throttle(get_response):
    """429 after too many guesses, the same whether the account exists or not."""

    def middleware(request):
        if request.method != "POST" or not is_at_the_desk(request):
            return get_response(request)
        if request.path_info == reverse("password_reset"):
            return get_response(request) if may_ask_for_mail(request) else refuse(request, MAIL.name)
        if request.path_info != reverse("admin:login"):
            response = get_response(request)
            return refuse(request, "second-factor") if has_guessed_too_often(request) else response
        account = account_named(request)
        limits = limits_for(request, account)
        taken = [limit.take(who) for limit, who in limits]  # all count it, even when one has refused it
        if not all(taken):
            return refuse(request, limits[-1][0].name)
        response = get_response(request)
        if response.status_code == 302:  # the password was right; a second factor may be asked for next
            for limit, who in limits:
                limit.give_back(who)
            if request.user.is_authenticated:
                remember_browser(response, account)
        return response

    return middleware


def note_too_many_guesses(request):
    """Called by the page whose form allauth has refused for that reason."""
    request.has_guessed_too_often = True


def has_guessed_too_often(request):
    return getattr(request, "has_guessed_too_often", False)


def may_ask_for_mail(request):
    return MAIL.take(network_of(client_address(request.META)))


def account_named(request):
    name = unicodedata.normalize("NFKC", request.POST.get("username", "")[:200])
    return name.strip().casefold()


def limits_for(request, account):
    if is_known_browser(request, account):
        return [(BROWSER, request.COOKIES[KNOWN_BROWSER])]
    address = network_of(client_address(request.META))
    return [(HERE, f"{account} {address}"), (ACCOUNT, account), (ADDRESS, address)]


def network_of(address):
    """One household has as many IPv6 addresses as it wants, but one network."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else address


def refuse(request, limit, window=HERE.window):
    log.warning("Sign-in refused: too many attempts from %s", limit)
    response = render(request, "429.html", {"minutes": window // MINUTES}, status=429)
    response["Retry-After"] = str(window)
    response["Cache-Control"] = "no-store"
    return response


def too_many_requests(request):
    """The handler429 of allauth's pages, whose own limits are by the minute."""
    return refuse(request, "page", window=MINUTES)


def is_known_browser(request, account):
    """Whether this account has signed in here before: then strangers' guesses do not limit it."""
    try:
        known = signing.loads(request.COOKIES.get(KNOWN_BROWSER, ""), salt=KNOWN_BROWSER, max_age=KNOWN_FOR)
    except signing.BadSignature:
        return False
    return known == fingerprint(account)


def remember_browser(response, account):
    response.set_cookie(
        KNOWN_BROWSER,
        signing.dumps(fingerprint(account), salt=KNOWN_BROWSER),
        max_age=KNOWN_FOR,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def fingerprint(account):
    return hashlib.sha256(account.encode()).hexdigest()
