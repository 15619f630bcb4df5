"""Names in a text: found however they are written, offered to the editor, decided by the editor."""

import pytest
from django.test import Client
from django.urls import reverse

from news import editing
from news.mentions import find_mentions, known_entities
from news.mentions.suggesting import names_in
from news.models import Organization, Person
from tests.helpers.desk_forms import sent_from, text_of


@pytest.fixture
def desk(writer):
    client = Client(headers={"accept-language": "en"})
    client.force_login(writer)
    return client


@pytest.fixture
def icmpd(db):
    return Organization.objects.create(
        name_az="Miqrasiya Siyasətinin İnkişafı üzrə Beynəlxalq Mərkəz",
        name_en="International Centre for Migration Policy Development",
        abbreviation_az="ICMPD",
        abbreviation_en="ICMPD",
        kind=Organization.Kind.INTERNATIONAL,
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("az", "Görüşdə Aydın Səfixanlı çıxış edib."),
        ("az", "Görüş Aydın Səfixanlının iştirakı ilə keçirilib."),
        ("az", "Sonda A.Səfixanlıya təşəkkür edilib."),
        ("az", "AYDIN SƏFİXANLI görüşdə çıxış edib"),
        ("en", "Aydin Safikhanli spoke at the meeting."),
        ("en", "The meeting was chaired by Aydın Səfixanlı."),
        ("az", "Görüşdə Aydin Safikhanlinin fikirləri səslənib."),
    ],
)
def test_person_is_found_however_the_name_is_written(person, language, text):
    assert [entity.key for entity, _start, _end in find_mentions(text, language, known_entities())] == [
        ("person", person.pk)
    ]


@pytest.mark.parametrize(
    "text",
    ["ICMPD-nin eksperti", "ICMPD ilə görüş", "Miqrasiya Siyasətinin İnkişafı üzrə Beynəlxalq Mərkəzdə"],
)
def test_organization_is_found_by_abbreviation_and_inflected_name(icmpd, text):
    found = find_mentions(text, "az", known_entities())
    assert [entity.key for entity, _start, _end in found] == [("organization", icmpd.pk)]


@pytest.mark.parametrize("text", ["Bu ay aydın hava olacaq.", "Səfixanlı küçəsində", "Aydın Əliyev gəlib."])
def test_nobody_is_found_where_only_the_letters_agree(person, text):
    assert find_mentions(text, "az", known_entities()) == []


def names_on(desk, edition):
    return desk.get(reverse("admin:news_edition_change", args=[edition.pk]))


def press(desk, edition, decision):
    page = names_on(desk, edition)
    return desk.post(page.request["PATH_INFO"], sent_from(page, _name=decision), follow=True)


BODY = "<p>Görüşdə Aydın Səfixanlı və ICMPD-nin nümayəndəsi Elçin Bağırov çıxış ediblər.</p>"


def test_form_offers_whom_the_text_names_and_who_is_not_known(desk, make_edition, person, icmpd):
    page = names_on(desk, make_edition(body_az=BODY))
    assert f"link:person:{person.pk}" in page.content.decode()
    assert f"link:organization:{icmpd.pk}" in page.content.decode()
    assert "Elçin Bağırov / Elchin Baghirov" in text_of(page)


def test_one_click_links_a_person_and_keeps_what_was_typed(desk, make_edition, person):
    edition = make_edition(body_az=BODY)
    page = names_on(desk, edition)
    data = sent_from(page, _name=f"link:person:{person.pk}", title_az="Yeni başlıq")
    answer = desk.post(page.request["PATH_INFO"], data, follow=True)
    edition.refresh_from_db()
    assert edition.title_az == "Yeni başlıq"
    assert [row.person for row in edition.edition_people.all()] == [person]
    assert f"link:person:{person.pk}" not in answer.content.decode()


def test_name_set_aside_stays_aside_also_in_the_next_edition(desk, editor, make_article, person):
    edition = editing.new_edition(make_article(body_az=BODY, by=editor).article.latest_edition, editor)
    press(desk, edition, f"dismiss:person:{person.pk}")
    press(desk, edition, "dismiss:name:elcin bagirov")
    assert not [name for name in names_in(edition).known if name.pk == person.pk]
    edition.refresh_from_db()
    edition.is_minor = True
    editing.save_draft(edition)
    editing.publish(edition, None)
    following = editing.new_edition(edition, editor)
    assert {name.name for name in names_in(following).set_aside} >= {"Aydın Səfixanlı", "Elçin Bağırov"}
    press(desk, following, f"restore:person:{person.pk}")
    assert [name.pk for name in names_in(following).known] == [person.pk]


@pytest.mark.parametrize(
    "decision",
    ["link:person:999999", "link:person:x", "link:user:1", "dismiss:name:nobody", "nonsense", "link:", ":"],
)
def test_decision_that_makes_no_sense_changes_nothing(desk, make_edition, decision):
    edition = make_edition(body_az=BODY)
    assert press(desk, edition, decision).status_code == 200
    assert not edition.edition_people.exists()
    assert not edition.article.dismissed_names.exists()


def test_person_added_from_the_proposal_can_be_linked_at_once(desk, make_edition):
    edition = make_edition(body_az=BODY)
    form = desk.get(
        reverse("admin:news_person_add"), {"name_az": "Elçin Bağırov", "name_en": "Elchin Baghirov"}
    )
    assert 'value="Elchin Baghirov"' in form.content.decode()
    elchin = Person.objects.create(name_az="Elçin Bağırov", name_en="Elchin Baghirov")
    press(desk, edition, f"link:person:{elchin.pk}")
    assert [row.person for row in edition.edition_people.all()] == [elchin]
