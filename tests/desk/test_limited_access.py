"""A draft limited to named people is nowhere for the others at the desk, until it is public."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news import editing
from news.desk.reminding import remind
from news.models import AuditEntry, BrokenLink, Edition, Image, Review
from tests.helpers.desk_forms import sent_from
from tests.helpers.pictures import picture
from tests.helpers.users import make_user

pytestmark = pytest.mark.django_db
TITLE = "Inquiry into the colony"


@pytest.fixture
def limited(make_edition, writer):
    shown = Image.objects.create(file=picture(), alt_en="A gate", alt_az="Darvaza")
    edition = make_edition(title_en=TITLE, title_az="Koloniya araşdırması", number=41, lead_image=shown)
    edition.author = writer
    editing.save_draft(edition)
    edition.limited_to.add(writer)
    editing.judge(edition)
    edition.record("save", writer, "Names of the witnesses")
    BrokenLink.objects.create(
        edition=edition, language="en", address="https://secret.example/", reason="failed"
    )
    return edition


def signed_in(user):
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def listings(edition):
    return [
        reverse("admin:index"),
        reverse("admin:news_article_changelist"),
        reverse("admin:news_article_changelist") + "?q=Inquiry",
        reverse("admin:news_article_changelist") + "?q=41",
        reverse("admin:news_article_changelist") + "?links=broken",
        reverse("admin:news_article_changelist") + "?state=draft",
        reverse("admin:news_article_translations"),
        reverse("admin:news_article_translations") + "?format=csv",
        reverse("admin:news_article_link_targets") + "?q=Inquiry",
        reverse("admin:news_auditentry_changelist"),
        reverse("admin:news_image_change", args=[edition.lead_image_id]),
        reverse("admin:news_image_delete", args=[edition.lead_image_id]),
        *(reverse("admin:news_topic_change", args=[topic.pk]) for topic in edition.topics.all()),
        *(reverse("admin:news_topic_delete", args=[topic.pk]) for topic in edition.topics.all()),
    ]


def pages(edition):
    names = ["change", "look", "share", "compare", "drafts", "autosave"]
    return [
        *(reverse(f"admin:news_edition_{name}", args=[edition.pk]) for name in names),
        reverse("admin:news_edition_preview", args=[edition.pk, "en"]),
        reverse("admin:news_edition_act", args=[edition.pk, "submit"]),
        reverse("admin:news_edition_history", args=[edition.pk]),
        reverse("admin:news_article_change", args=[edition.article_id]),
        reverse("admin:news_article_history", args=[edition.article_id]),
        reverse("admin:news_article_notes", args=[edition.article_id]),
    ]


SECRETS = (TITLE, "Koloniya", "Names of the witnesses", "secret.example")


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_others_find_it_in_no_list_and_open_it_at_no_address(limited, role):
    other = signed_in(make_user("other", role))
    for address in [*listings(limited), *pages(limited)]:
        answer = other.get(address, follow=True)
        text = answer.content.decode()
        assert not [secret for secret in SECRETS if secret in text], address
    for address in pages(limited)[:8]:
        answer = other.post(address, {"title_en": "Mine now"})
        assert answer.status_code in (302, 403, 404, 405), address
    limited.refresh_from_db()
    assert limited.title_en == TITLE
    assert limited.state == Edition.State.DRAFT


def test_named_people_and_administrators_work_on_it_as_on_any_other(limited, editor, administrator, writer):
    limited.limited_to.add(editor)
    for user in (writer, editor, administrator):
        client = signed_in(user)
        for address in pages(limited)[:5]:
            assert client.get(address).status_code == 200, (user, address)
        assert TITLE in client.get(reverse("admin:news_article_changelist")).content.decode()


def test_public_edition_is_everybodys_again(limited):
    editing.publish(limited, None)
    other = signed_in(make_user("other", "writer"))
    assert TITLE in other.get(reverse("admin:news_article_changelist")).content.decode()
    assert TITLE in other.get(reverse("admin:news_edition_change", args=[limited.pk])).content.decode()


def test_limited_correction_hides_itself_and_not_the_public_article(make_article, writer):
    public = make_article(title_en="Report of the year")
    correction = editing.new_edition(public, writer)
    correction.title_en = TITLE
    editing.save_draft(correction)
    correction.limited_to.add(writer)
    other = signed_in(make_user("other", "editor"))
    listed = other.get(reverse("admin:news_article_changelist")).content.decode()
    assert "Report of the year" in listed
    assert TITLE not in listed
    opened = other.get(reverse("admin:news_article_change", args=[public.article_id]), follow=True)
    assert opened.redirect_chain[-1][0] == reverse("admin:news_edition_change", args=[public.pk])
    assert TITLE not in opened.content.decode()


def test_nobody_locks_themselves_out(make_edition, writer, editor):
    edition = make_edition()
    client = signed_in(writer)
    address = reverse("admin:news_edition_change", args=[edition.pk])
    client.post(address, sent_from(client.get(address), limited_to=[str(editor.pk)]))
    assert set(edition.limited_to.all()) == {writer, editor}
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_limited_edition_stays_hidden_while_its_hour_is_ahead(limited, administrator, role):
    editing.publish(
        limited, administrator, at=timezone.now() + timedelta(days=2), force_reason="Agreed by telephone"
    )
    other = signed_in(make_user("other", role))
    for address in [*listings(limited), *pages(limited)]:
        text = other.get(address, follow=True).content.decode()
        assert not [secret for secret in SECRETS if secret in text], address


def test_picture_of_a_limited_edition_is_seen_to_be_in_use(limited, editor):
    image = limited.lead_image
    for name in ("change", "delete"):
        asked = signed_in(editor).get(reverse(f"admin:news_image_{name}", args=[image.pk]))
        assert "An edition that only some people may see" in asked.content.decode()


def test_broken_link_of_a_limited_correction_does_not_mark_the_public_article(make_article, writer, editor):
    public = make_article(title_en="Report of the year")
    correction = editing.new_edition(public, writer)
    correction.limited_to.add(writer)
    BrokenLink.objects.create(
        edition=correction, language="en", address="https://secret.example/", reason="failed"
    )
    listed = reverse("admin:news_article_changelist")
    mark = "desk-state-blocked"
    assert mark in signed_in(writer).get(listed).content.decode()
    assert mark not in signed_in(editor).get(listed).content.decode()
    assert "Report of the year" not in signed_in(editor).get(f"{listed}?links=broken").content.decode()


def test_reminder_names_no_limited_edition(make_article, limited, writer, editor):
    correction = editing.new_edition(make_article(title_en="Report of the year"), writer)
    correction.title_en = "Second inquiry"
    editing.save_draft(correction)
    correction.limited_to.add(writer)
    for article in (limited.article, correction.article):
        Review.plan(article, timezone.localdate(), "Numbers of the year", editor)
    remind()
    bodies = "".join(letter.body for letter in mail.outbox)
    assert "Report of the year" in bodies
    assert "№ 41" in bodies
    assert not [title for title in ("Second inquiry", *SECRETS) if title in bodies]


@pytest.mark.parametrize("role", ["writer", "editor"])
def test_acts_on_a_limited_draft_stay_hidden_when_it_is_discarded(limited, writer, administrator, role):
    Review.plan(limited.article, timezone.localdate(), "Names of the witnesses, again", writer)
    editing.discard(limited, writer)
    log = reverse("admin:news_auditentry_changelist")
    text = signed_in(make_user("other", role)).get(log).content.decode()
    assert not [secret for secret in SECRETS if secret in text]
    assert TITLE in "".join(AuditEntry.objects.open_to(administrator).values_list("note", flat=True))


def test_discarded_limited_correction_hides_none_of_the_acts_on_the_public_article(
    make_article, writer, editor
):
    public = make_article(title_en="Report of the year")
    correction = editing.new_edition(public, writer)
    correction.limited_to.add(writer)
    editing.discard(correction, writer)
    acts = AuditEntry.objects.filter(article=public.article_id)
    assert {entry.edition_id for entry in acts.open_to(editor)} == {public.pk}
