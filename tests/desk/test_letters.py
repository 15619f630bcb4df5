"""Letters about a password and a draft: the office's own, in both languages, each saying what it is about."""

from email.header import decode_header, make_header

import pytest
from django.core import mail
from django.test import Client

from tests.helpers.desk_forms import do


def letter_about_a_forgotten_password():
    Client().post(
        "/admin/account/password/", {"email": "redaktor@example.org"}, headers={"host": "testserver"}
    )
    return mail.outbox[-1]


def test_forgotten_password_is_answered_by_the_office_in_both_languages(editor, settings):
    settings.SITE_URL = "https://news.example.org"
    letter = letter_about_a_forgotten_password()
    assert letter.subject == (
        "Mətbuat xidmətinin iş sahəsi üçün yeni parol istəmisiniz"
        " / You asked for a new password for the press desk"
    )
    for said in (
        "Giriş adınız: redaktor",
        "Your sign-in name: redaktor",
        "Azərbaycan Respublikasının İnsan Hüquqları üzrə Müvəkkili (Ombudsman)",
        "Commissioner for Human Rights (Ombudsman) of the Republic of Azerbaijan",
        "within 1 hour",
    ):
        assert said in letter.body
    assert letter.body.count("https://news.example.org/admin/account/password/") == 2
    assert "testserver" not in letter.subject + letter.body


@pytest.mark.parametrize(
    ("in_the_settings", "sender"),
    [
        ("press@example.org", "Ombudsman Aparatı / Ombudsman Office <press@example.org>"),
        ("Mətbuat xidməti <press@example.org>", "Mətbuat xidməti <press@example.org>"),
    ],
)
def test_sender_is_the_office_unless_the_settings_name_one(editor, settings, in_the_settings, sender):
    settings.DEFAULT_FROM_EMAIL = in_the_settings
    letter = letter_about_a_forgotten_password()
    assert str(make_header(decode_header(letter.from_email))) == sender


def test_letter_about_a_draft_sent_back_names_the_article_in_its_subject(
    edits, writer, make_edition, django_capture_on_commit_callbacks
):
    edition = make_edition(state="submitted", author=writer, title_az="Görüş", title_en="A meeting")
    with django_capture_on_commit_callbacks(execute=True):
        do(edits, edition, "reject", note="Tarixi yoxlayın.")
    assert mail.outbox[-1].subject == "Qeydlə geri qaytarılıb: Görüş / Sent back with a note: A meeting"
