"""How often the gate is asked, and that what the desk shows is never out of date where it matters."""

import pytest

from news import gate
from news.models import Edition, EditionPerson, Person
from tests.helpers.desk_forms import act_page, desk_of, form_of, sent_from, text_of


@pytest.fixture
def judged(monkeypatch):
    """One entry for each time that all rules are asked."""
    asked = []

    def judge(edition):
        asked.append(edition.pk)
        return original(edition)

    original = gate.judge
    for place in ("news.gate.judge", "news.admin.edition.edition.judge"):
        monkeypatch.setattr(place, judge)
    return asked


@pytest.fixture
def desk(writer):
    return desk_of(writer)


def saved(desk, edition, judged, **changes):
    """The page that follows a save of the form, the gate's questions counted from the save on."""
    data = sent_from(desk.get(form_of(edition)), **changes)
    judged.clear()
    return desk.post(form_of(edition), data, follow=True)


def test_a_save_judges_once_and_the_page_that_follows_shows_what_it_found(desk, judged, make_edition):
    page = saved(desk, make_edition(), judged, title_en="")
    assert len(judged) == 1
    assert "Write a title" in text_of(page)


def test_a_save_that_leads_to_an_act_judges_once(desk, judged, make_edition):
    page = saved(desk, make_edition(), judged, title_en="", _act="submit")
    assert page.redirect_chain[-1][0].endswith("/act/submit/")
    assert len(judged) == 1
    assert "Write a title" in text_of(page)


def test_a_name_that_is_linked_by_the_save_is_judged_with_it(desk, judged, make_edition):
    person = Person.objects.create(name_az="Səbinə Əliyeva", name_en="Sabina Aliyeva")
    edition = make_edition(body_en="<p>Sabina Aliyeva met the pupils.</p>")
    page = saved(desk, edition, judged, _name=f"link:person:{person.pk}")
    assert EditionPerson.objects.filter(edition=edition, person=person).exists()
    assert len(judged) == 1
    assert "is named in the text but not among the people" not in text_of(page)


def test_findings_are_asked_anew_by_any_other_page(desk, judged, make_edition):
    """What an edition is linked to may change without it."""
    edition = make_edition()
    saved(desk, edition, judged)
    edition.topics.all().delete()
    for address in (form_of(edition), act_page(edition, "submit")):
        judged.clear()
        assert "Choose at least one topic" in text_of(desk.get(address))
        assert len(judged) == 1


def test_what_was_found_in_one_edition_is_not_shown_with_another(desk, judged, make_edition):
    edition, other = make_edition(), make_edition(topics=[])
    data = sent_from(desk.get(form_of(edition)))
    desk.post(form_of(edition), data)  # the browser goes elsewhere instead of following
    judged.clear()
    assert "Choose at least one topic" in text_of(desk.get(form_of(other)))
    assert judged == [other.pk]


def test_publishing_judges_within_the_act_whatever_was_found_before(desk, judged, make_edition, editor):
    edition = make_edition()
    page = desk_of(editor).get(act_page(edition, "publish"))
    edition.topics.all().delete()
    judged.clear()
    answer = desk_of(editor).post(act_page(edition, "publish"), sent_from(page, "#content-main form"))
    assert "Choose at least one topic" in text_of(answer)
    assert Edition.objects.get(pk=edition.pk).state == Edition.State.DRAFT
