"""The nightly look at all links: own ones without the network, others politely, broken ones at the desk."""

import socket

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from news import editing
from news.models import BrokenLink, LinkCheck
from news.operations import link_check
from news.operations.link_check import check

pytestmark = pytest.mark.django_db
ELSEWHERE = "https://elsewhere.example/report"


def text_with(address):
    return f'<p>Read <a href="{address}">the report of the year</a>.</p>'


@pytest.fixture
def no_network(monkeypatch):
    def refused(*args, **kwargs):
        raise AssertionError("The network was asked.")

    monkeypatch.setattr(socket, "getaddrinfo", refused)
    monkeypatch.setattr(socket.socket, "connect", refused)


def test_link_to_what_is_gone_here_is_found_without_the_network(make_article, no_network):
    target = make_article(number=7)
    edition = make_article(number=8, body_en=text_with(target.url_in("en")))
    call_command("check_links", "--internal-only", verbosity=0)
    assert not BrokenLink.objects.exists()
    type(target).objects.filter(pk=target.pk).update(public_until=timezone.now())
    call_command("check_links", "--internal-only", verbosity=0)
    broken = BrokenLink.objects.get()
    assert (broken.edition, broken.language, broken.reason) == (edition, "en", "not_here")
    assert LinkCheck.objects.latest().broken == 1


def test_broken_link_is_in_the_list_on_the_dashboard_and_beside_the_edition(make_article, client, editor):
    edition = make_article(title_en="Prison visited", body_en=text_with(ELSEWHERE))
    make_article(number=77, title_en="Nothing broken")
    check(follow=lambda address: "not_found")
    client.force_login(editor)
    english = {"accept-language": "en"}
    listed = client.get(
        reverse("admin:news_article_changelist"), {"links": "broken"}, headers=english
    ).content.decode()
    assert "Prison visited" in listed
    assert "Nothing broken" not in listed
    for address in (reverse("admin:index"), reverse("admin:news_edition_change", args=[edition.pk])):
        page = client.get(address, headers=english).content.decode()
        assert ELSEWHERE in page
        assert "the other site says that there is no such page" in page


def test_link_that_works_again_or_was_taken_out_is_forgotten(make_article):
    make_article(body_en=text_with(ELSEWHERE))
    check(follow=lambda address: "no_answer")
    assert BrokenLink.objects.count() == 1
    check(follow=lambda address: None)
    assert not BrokenLink.objects.exists()
    check(follow=lambda address: "no_answer")
    BrokenLink.objects.update(address=f"{ELSEWHERE}/of-old")
    check(internal_only=True)
    assert not BrokenLink.objects.exists()


def test_each_address_is_asked_once_and_a_host_is_left_alone_between_two_questions(make_article):
    asked, pauses = [], []
    body = text_with(ELSEWHERE) + text_with(f"{ELSEWHERE}/2")
    make_article(number=1, body_en=body, body_az=body)
    make_article(number=2, body_en=body)
    check(follow=lambda address: asked.append(address), pause=pauses.append)
    assert sorted(asked) == [ELSEWHERE, f"{ELSEWHERE}/2"]
    assert len(pauses) == 1
    assert 0 < pauses[0] <= link_check.BETWEEN


def test_draft_is_judged_afresh_when_what_it_links_to_has_gone(make_article, make_edition):
    target = make_article(number=7)
    draft = make_edition(
        number=8, body_en=text_with(target.url_in("en")), body_az=text_with(target.url_in("az"))
    )
    editing.judge(draft)
    before = draft.findings
    type(target).objects.filter(pk=target.pk).update(public_until=timezone.now())
    check(internal_only=True)
    draft.refresh_from_db()
    assert "dead-link" not in before
    assert "dead-link" in draft.findings
