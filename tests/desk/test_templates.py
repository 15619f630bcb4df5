"""An article may begin with a template: its form comes filled in, and nothing is lost or public by that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.models import Article, AuditEntry, Autosave, Edition, Organization, ReleaseTemplate
from tests.helpers.desk_forms import ADD, desk_of, form_of, sent_from, text_of

TEMPLATES = "/admin/news/releasetemplate/"
KEEP = f"{TEMPLATES}add/"
TEXTS = {
    "title_az": "Ombudsman ((haraya)) baş çəkib",
    "title_en": "Ombudsman visits ((place))",
    "summary_az": "Başçəkmədə ((kimlər)) iştirak edib.",
    "summary_en": "((who)) took part in the visit.",
    "body_az": "<h2>Nəyə baxılıb</h2><p>((nəyə))</p>",
    "body_en": "<h2>What was looked at</h2><p>((what))</p>",
}
NO_NUMBERS = ["x", "-1", "0", "3.0", " ", "٣", "9" * 18, "9" * 40, "1 OR 1=1", "<script>"]
EMPTIED = "There is no such template (any more): the form is empty."


@pytest.fixture
def visit(topic):
    template = ReleaseTemplate.objects.create(
        name_az="Başçəkmə", name_en="Visit", kind=Article.Kind.EVENT_REPORT, **TEXTS
    )
    template.topics.add(topic)
    return template


@pytest.fixture
def statement(db):
    return ReleaseTemplate.objects.create(
        name_az="Bəyanat",
        name_en="Statement",
        kind=Article.Kind.STATEMENT,
        title_en="A statement on ((what))",
    )


def with_template(template):
    return f"{ADD}?template={template.pk}"


def choose(client, page, template, **typed):
    """Press the template's button in that form, after typing; returns the form that comes."""
    return client.post(
        page.request["PATH_INFO"], sent_from(page, _template=template.pk, **typed), follow=True
    )


def is_offered(page):
    return HTMLParser(page.content).css_first("#desk-recovery:not([hidden])") is not None


def buttons(page):
    return [button.text() for button in HTMLParser(page.content).css("button[name=_template]")]


def links(page, beginning):
    found = HTMLParser(page.content).css(f'a[href^="{beginning}"]')
    return {link.text(): link.attributes["href"] for link in found}


# --- A new article ---------------------------------------------------------------------------------------


def test_form_comes_filled_in_and_nothing_is_written(writes, visit, topic, office):
    page = writes.get(with_template(visit))
    sent = sent_from(page)
    assert {name: sent[name] for name in TEXTS} == TEXTS
    assert (sent["kind"], sent["topics"]) == ("event_report", [str(topic.pk)])
    assert sent["edition_organizations-0-organization"] == str(office.pk)
    assert "This is the template “Visit”. It is only in the form yet." in text_of(page)
    assert not is_offered(page)
    for model in (Article, Autosave, AuditEntry):
        assert not model.objects.exists()


def test_saved_it_is_an_article_like_any_other(writes, writer, visit, topic):
    sent = sent_from(writes.get(with_template(visit)), title_en="Ombudsman visits a school")
    made = writes.post(with_template(visit), sent, follow=True)
    edition = Edition.objects.get()
    assert (edition.title_en, edition.title_az) == ("Ombudsman visits a school", TEXTS["title_az"])
    assert (edition.article.kind, edition.author, *edition.topics.all()) == ("event_report", writer, topic)
    assert "Still to be filled in (Azerbaijani): ((haraya)) –" in text_of(made)
    assert AuditEntry.objects.get().action == "create"


def test_form_with_a_template_makes_one_article_however_often_it_is_sent(writes, visit):
    sent = sent_from(writes.get(with_template(visit)), title_en="Once")
    first, again = (writes.post(with_template(visit), sent) for _time in range(2))
    other = writes.post(ADD, sent)
    assert first.url == again.url == other.url == form_of(Edition.objects.get())


def test_form_that_is_refused_keeps_what_was_typed_over_the_template(writes, visit):
    sent = sent_from(writes.get(with_template(visit)), title_en="Typed", promised_on="1999-01-01")
    again = sent_from(writes.post(with_template(visit), sent))
    assert (again["title_en"], again["summary_en"]) == ("Typed", TEXTS["summary_en"])
    assert not Article.objects.exists()


def test_organization_of_the_template_leads_in_place_of_the_office(writes, visit, office):
    visit.lead_organization = Organization.objects.create(name_az="Əmək Nazirliyi", name_en="A ministry")
    visit.save()
    writes.post(ADD, sent_from(writes.get(with_template(visit))))
    lead = Edition.objects.get().edition_organizations.get()
    assert (lead.organization, lead.is_lead) == (visit.lead_organization, True)


def test_change_or_end_of_a_template_touches_no_article(writes, edits, visit):
    writes.post(ADD, sent_from(writes.get(with_template(visit))))
    address = f"{TEMPLATES}{visit.pk}/change/"
    edits.post(address, sent_from(edits.get(address), "#releasetemplate_form", title_en="Otherwise"))
    assert ReleaseTemplate.objects.get().title_en == "Otherwise"
    edits.post(f"{TEMPLATES}{visit.pk}/delete/", {"post": "yes"})
    assert not ReleaseTemplate.objects.exists()
    assert Edition.objects.get().title_en == TEXTS["title_en"]


@pytest.mark.parametrize("asked", NO_NUMBERS)
def test_what_is_no_template_leads_to_the_empty_form_with_a_sentence(writes, visit, asked):
    page = writes.get(ADD, {"template": asked}, follow=True)
    assert page.redirect_chain == [(ADD, 302)]
    assert EMPTIED in text_of(page)
    assert sent_from(page)["title_az"] == ""


@pytest.mark.parametrize(("language", "sentence"), [("az", "Belə şablon yoxdur"), ("en", EMPTIED)])
def test_deleted_template_leads_to_the_empty_form_with_a_sentence(writer, visit, language, sentence):
    address = with_template(visit)
    visit.delete()
    assert sentence in text_of(desk_of(writer, language).get(address, follow=True))


def test_no_choice_is_the_ordinary_form_without_a_sentence(writes, visit):
    page = writes.get(ADD, {"template": ""})
    assert page.status_code == 200
    assert EMPTIED not in text_of(page)


def test_template_fills_no_form_of_an_article_that_exists(writes, visit, make_edition):
    edition = make_edition(title_en="Mine")
    page = writes.get(f"{form_of(edition)}?template={visit.pk}")
    assert sent_from(page)["title_en"] == "Mine"
    assert buttons(page) == []


# --- What was typed before -------------------------------------------------------------------------------


def test_what_was_typed_before_a_template_is_chosen_is_offered_in_its_form(writes, visit, person):
    rows = {"edition_people-0-person": person.pk, "edition_people-TOTAL_FORMS": "1"}
    page = choose(writes, writes.get(ADD), visit, title_en="Typed already", **rows)
    assert page.redirect_chain == [(with_template(visit), 302)]
    assert sent_from(page)["title_en"] == TEXTS["title_en"]
    assert "Typed already" in text_of(page)
    restored = sent_from(writes.post(with_template(visit), {"_restore": Autosave.objects.get().pk}))
    assert restored["title_en"] == "Typed already"
    assert restored["edition_people-0-person"] == str(person.pk)
    assert not Article.objects.exists()


@pytest.mark.parametrize("name", ["lead_image", "gallery-0-image", "edition_organizations-1-organization"])
def test_what_was_only_chosen_is_offered_too(writes, visit, name):
    assert is_offered(choose(writes, writes.get(ADD), visit, **{name: "7"}))


def test_form_that_nobody_typed_into_leaves_nothing_behind(writes, visit, statement, office):
    first = choose(writes, writes.get(ADD), visit)
    assert not is_offered(first)
    address = with_template(visit)
    second = writes.post(address, sent_from(writes.get(address), _template=statement.pk), follow=True)
    assert sent_from(second)["title_en"] == statement.title_en
    assert not is_offered(second)
    assert not Autosave.objects.unsaved().exists()


def test_what_was_typed_over_a_template_is_offered_with_the_next(writes, visit, statement):
    address = with_template(visit)
    sent = sent_from(writes.get(address), _template=statement.pk, title_en="Ombudsman visits Ganja")
    page = writes.post(address, sent, follow=True)
    assert is_offered(page)
    assert "Ombudsman+visits+Ganja" in Autosave.objects.unsaved().get().content


@pytest.mark.parametrize("asked", ["x", "9" * 40, ""])
def test_made_up_choice_loses_nothing_that_was_typed(writes, visit, asked):
    page = writes.post(ADD, sent_from(writes.get(ADD), _template=asked, title_en="Typed"), follow=True)
    assert page.status_code == 200
    assert is_offered(page)


def test_template_chosen_in_a_form_that_has_made_its_article_makes_no_other(writes, visit):
    page = writes.get(ADD)
    writes.post(ADD, sent_from(page, kind="news", title_en="Once"))
    choose(writes, page, visit, kind="news", title_en="Once, and more")
    assert Autosave.objects.unsaved().get().edition == Edition.objects.get()


# --- Where they are offered ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "names"), [("az", ["Başçəkmə", "Bəyanat"]), ("en", ["Statement", "Visit"])]
)
def test_templates_are_offered_by_name_in_the_form_and_on_the_home_page(
    writer, visit, statement, language, names
):
    desk = desk_of(writer, language)
    assert buttons(desk.get(ADD)) == names
    offered = links(desk.get("/admin/"), f"{ADD}?template=")
    assert list(offered) == names
    assert set(offered.values()) == {with_template(visit), with_template(statement)}


def test_enter_in_a_field_saves_the_draft_and_chooses_no_template(writes, visit):
    first = HTMLParser(writes.get(ADD).content).css_first("#edition_form button:not([type=button])")
    assert "name" not in first.attributes


def test_desk_without_templates_says_nothing_of_them(writes):
    for address in (ADD, "/admin/"):
        assert "egin with a template" not in text_of(writes.get(address))


@pytest.mark.once
@pytest.mark.parametrize("address", [ADD, "/admin/", TEMPLATES])
def test_many_templates_cost_what_one_costs(writes, visit, django_assert_num_queries, address):
    writes.get(address)
    with CaptureQueriesContext(connection) as few:
        writes.get(address)
    for number in range(60):
        ReleaseTemplate.objects.create(name_az=f"Ad {number}", name_en=f"Name {number}")
    with django_assert_num_queries(len(few)):
        page = writes.get(address)
    assert len(links(page, f"{ADD}?template=")) + len(buttons(page)) <= 50


def test_writer_reads_a_template_and_begins_with_it_and_changes_nothing(writes, visit):
    page = writes.get(f"{TEMPLATES}{visit.pk}/change/")
    assert "What was looked at" in text_of(page)
    assert "&lt;h2&gt;" not in page.content.decode()
    assert with_template(visit) in links(page, ADD).values()
    sent = {"name_az": "Ad", "name_en": "Name", "kind": "news"}
    for address in (KEEP, f"{TEMPLATES}{visit.pk}/change/", f"{TEMPLATES}{visit.pk}/delete/"):
        assert writes.post(address, sent | {"post": "yes"}).status_code == 403
    assert ReleaseTemplate.objects.get() == visit


# --- Keeping an article as a template --------------------------------------------------------------------


def test_editor_keeps_an_article_as_a_template(edits, make_article, topic, office):
    ministry = Organization.objects.create(name_az="Nazirlik", name_en="A ministry")
    edition = make_article(kind="statement", topics=[topic], organizations=[ministry, office], **TEXTS)
    (address,) = links(edits.get(form_of(edition)), KEEP).values()
    sent = sent_from(edits.get(address), "#releasetemplate_form")
    assert {name: sent[name] for name in TEXTS} == TEXTS
    assert (sent["kind"], sent["topics"], sent["lead_organization"]) == (
        "statement",
        [str(topic.pk)],
        str(ministry.pk),
    )
    assert not ReleaseTemplate.objects.exists()
    kept = edits.post(address, sent | {"name_az": "Bəyanat", "name_en": "Statement"})
    assert kept.status_code == 302
    assert ReleaseTemplate.objects.get().title_en == TEXTS["title_en"]
    assert AuditEntry.objects.get(about_model="news.releasetemplate").action == "add"


def test_office_that_leads_stays_the_default_of_the_template(edits, make_edition, office):
    sent = sent_from(edits.get(f"{KEEP}?edition={make_edition().pk}"), "#releasetemplate_form")
    assert sent["lead_organization"] == ""


def test_writer_is_not_offered_to_keep_one(writes, make_edition):
    edition = make_edition()
    assert links(writes.get(form_of(edition)), KEEP) == {}
    assert writes.get(f"{KEEP}?edition={edition.pk}").status_code == 403


def test_what_only_some_may_see_becomes_no_template_of_all(administers, edits, editor, make_edition):
    edition = make_edition(title_en="Inquiry into the colony")
    edition.limited_to.add(editor)
    for client in (administers, edits):
        assert links(client.get(form_of(edition)), KEEP) == {}
        page = client.get(f"{KEEP}?edition={edition.pk}")
        assert "not all of the desk may see it: the form is empty." in text_of(page)
        assert "Inquiry" not in page.content.decode()


@pytest.mark.parametrize("asked", NO_NUMBERS)
def test_what_is_no_edition_leads_to_the_empty_form_with_a_sentence(edits, asked):
    page = edits.get(KEEP, {"edition": asked})
    assert page.status_code == 200
    assert "There is no such edition" in text_of(page)


# --- What a template says --------------------------------------------------------------------------------


def test_texts_are_sanitised_and_set_like_those_of_an_edition(edits):
    hostile = '<p onclick="x()">"Söz"</p><script>alert(1)</script>'
    typed = {"name_az": " Ad ", "name_en": "Name", "title_en": 'A "word"', "body_en": hostile}
    edits.post(KEEP, sent_from(edits.get(KEEP), "#releasetemplate_form", **typed))
    template = ReleaseTemplate.objects.get()
    assert (template.name_az, template.title_en) == ("Ad", "A “word”")
    assert template.body_en == "<p>“Söz”</p>"


def test_no_reader_is_shown_a_template(reader, visit):
    for address in ("", "news/", "search/?q=haraya", "news/feed.rss", "topics/migration/"):
        answer = reader.get(f"/en/{address}")
        assert answer.status_code == 200
        assert "((" not in answer.content.decode()


def test_end_of_an_organization_leaves_the_template_led_by_the_office(visit, administers):
    visit.lead_organization = ministry = Organization.objects.create(name_az="Nazirlik", name_en="A ministry")
    visit.save()
    administers.post(f"/admin/news/organization/{ministry.pk}/delete/", {"post": "yes"})
    visit.refresh_from_db()
    assert visit.lead_organization is None


# --- Accessibility ---------------------------------------------------------------------------------------


def test_template_that_would_keep_readers_out_is_marked_where_it_is_chosen(writes, edits, visit):
    address = f"{TEMPLATES}{visit.pk}/change/"
    faulty = sent_from(edits.get(address), "#releasetemplate_form", body_en="<h3>First</h3><p>Words</p>")
    saved = text_of(edits.post(address, faulty, follow=True))
    assert "“First” is a subheading without a heading above it" in saved
    assert "Not accessible to all" in saved
    assert buttons(writes.get(ADD)) == ["Visit (not accessible to all)"]
    mended = sent_from(edits.get(address), "#releasetemplate_form", body_en="<h2>First</h2><p>Words</p>")
    assert "Not accessible to all" not in text_of(edits.post(address, mended, follow=True))
    assert buttons(writes.get(ADD)) == ["Visit"]


# --- The address of what began with one ------------------------------------------------------------------


def test_address_is_made_anew_once_the_title_is_whole(writes, visit):
    writes.post(ADD, sent_from(writes.get(with_template(visit))))
    edition = Edition.objects.get()
    assert edition.slug_en == "ombudsman-visits-place"
    writes.post(form_of(edition), sent_from(writes.get(form_of(edition)), title_en="Ombudsman visits Ganja"))
    edition.refresh_from_db()
    assert (edition.slug_en, edition.slug_az) == ("ombudsman-visits-ganja", "ombudsman-haraya-bas-cekib")


def test_address_that_somebody_wrote_stays(writes, visit):
    writes.post(ADD, sent_from(writes.get(with_template(visit)), slug_en="a-visit"))
    edition = Edition.objects.get()
    writes.post(form_of(edition), sent_from(writes.get(form_of(edition)), title_en="Ombudsman visits Ganja"))
    edition.refresh_from_db()
    assert edition.slug_en == "a-visit"


def test_address_goes_with_the_title_until_readers_have_seen_it(writes, make_edition, writer):
    edition = make_edition(title_en="A visit")
    writes.post(form_of(edition), sent_from(writes.get(form_of(edition)), title_en="A long visit"))
    edition.refresh_from_db()
    assert edition.slug_en == "a-long-visit"
    editing.publish(edition, None)
    draft = editing.new_edition(edition, writer)
    writes.post(form_of(draft), sent_from(writes.get(form_of(draft)), title_en="Two visits"))
    draft.refresh_from_db()
    assert (draft.title_en, draft.slug_en) == ("Two visits", "a-long-visit")
