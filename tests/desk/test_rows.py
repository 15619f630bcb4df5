"""The rows of an edition's form: the Office leads from the beginning, and order needs no script."""

from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news.models import Edition
from tests.helpers.desk_forms import ADD, form_of, sent_from


def test_office_leads_in_a_new_article_unless_that_is_changed(writes, office):
    page = writes.get(ADD)
    writes.post(ADD, sent_from(page, kind="news", title_az="Birinci"))
    named = Edition.objects.get(title_az="Birinci").edition_organizations.get()
    assert (named.organization, named.is_lead) == (office, True)
    # Each page has a token of its own: the same one twice would be the same article.
    page = writes.get(ADD)
    writes.post(
        ADD, sent_from(page, kind="news", title_az="İkinci", **{"edition_organizations-0-DELETE": "on"})
    )
    assert not Edition.objects.get(title_az="İkinci").organizations.exists()


def test_office_does_not_come_back_into_a_draft_without_it(writes, office, make_edition):
    edition = make_edition(organizations=[])
    writes.post(form_of(edition), sent_from(writes.get(form_of(edition)), title_az="Onsuz"))
    edition.refresh_from_db()
    assert edition.title_az == "Onsuz"
    assert not edition.organizations.exists()


def test_rows_have_a_number_for_their_order_and_an_empty_one_follows(writes, make_edition, person):
    page = HTMLParser(writes.get(form_of(make_edition(people=[person]))).content)
    rows = page.css("#edition_people-group .desk-row-list > .desk-row")
    assert len(rows) == 2
    for number, row in enumerate(rows):
        assert row.css_first(f"input[type=number][name=edition_people-{number}-order]")
    assert [option.text() for option in rows[0].css("option[selected]")] == [str(person)]
    assert not rows[1].css("option[selected]")
