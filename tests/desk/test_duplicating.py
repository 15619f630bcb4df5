"""An article is duplicated: another one begins with its content, and nothing happens to the first."""

from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from news import editing
from news.models import Article, Attachment, AuditEntry, Edition, EditionPerson
from news.models.next_edition import OF_ITS_ARTICLE, columns_carried, rows_carried
from tests.helpers.desk_forms import act_page, desk_of, do, sent_from, text_of

LIMITED = "Inquiry into the colony"


@pytest.fixture
def visit(make_article, person):
    """A public article with people and a file."""
    edition = make_article(title_en="A visit", title_az="Səfər", kind=Article.Kind.STATEMENT)
    draft = editing.new_edition(edition, None)
    EditionPerson.objects.create(edition=draft, person=person, position_az="Qonaq", position_en="Guest")
    Attachment.objects.create(
        edition=draft, file=ContentFile(b"Words", "a.txt"), title_az="Sənəd", title_en="Document"
    )
    draft.is_minor = True
    editing.save_draft(draft)
    editing.publish(draft, None)
    return Edition.objects.live().get()


def test_another_article_begins_with_the_same_content_as_ones_own_draft(visit, writer):
    draft = editing.duplicate(visit, writer)
    assert (draft.status, draft.author, draft.sequence) == (Edition.Status.DRAFT, writer, 1)
    assert draft.article.kind == visit.article.kind
    carried = set(columns_carried(Edition)) - OF_ITS_ARTICLE.keys()
    assert {name: getattr(draft, name) for name in carried} == {
        name: getattr(visit, name) for name in carried
    }
    for model, key in rows_carried(Edition):
        assert model.objects.filter(**{key: draft}).count() == model.objects.filter(**{key: visit}).count()
    assert draft.judged_at


def test_its_number_address_day_and_reads_are_its_own(visit, writer):
    Article.objects.filter(pk=visit.article_id).update(imported_reads=394)
    draft = editing.duplicate(Edition.objects.live().get(), writer)
    assert draft.article.number == visit.article.number + 1
    assert draft.article.reads() == 0
    assert draft.first_published_at is None


def test_the_first_article_stays_as_it_is_and_readers_see_no_other(visit, writer, reader):
    editions = Edition.objects.filter(article=visit.article).order_by("sequence")
    columns = "title_az", "body_en", "state", "version", "public_from", "public_until", "author"
    before = list(editions.values_list(*columns))
    draft = do(desk_of(writer), visit, "duplicate")
    assert "This is the draft of another article with the same content." in text_of(draft)
    assert list(editions.all().values_list(*columns)) == before
    assert reader.get(f"/en/news/{visit.article.number + 1}/").status_code == 404
    assert AuditEntry.objects.latest("number").note == str(visit.article)


def test_double_click_makes_one_article(visit, writer):
    desk = desk_of(writer)
    sent = sent_from(desk.get(act_page(visit, "duplicate")), form="#content-main form")
    answers = [desk.post(act_page(visit, "duplicate"), sent) for _each in range(2)]
    assert answers[0].url == answers[1].url
    assert Article.objects.count() == 2
    desk.post(act_page(visit, "duplicate"), sent | {"token": str(uuid4())})
    assert Article.objects.count() == 3


def test_token_that_is_none_is_refused_and_makes_nothing(visit, writer):
    desk = desk_of(writer)
    sent = sent_from(desk.get(act_page(visit, "duplicate")), form="#content-main form")
    assert desk.post(act_page(visit, "duplicate"), sent | {"token": "x"}).status_code == 200
    assert Article.objects.count() == 1


def test_duplicate_of_a_limited_draft_is_hidden_from_the_same_people(make_edition, writer, editor):
    edition = make_edition(title_en=LIMITED, author=writer)
    edition.limited_to.add(writer)
    draft = editing.duplicate(edition, writer)
    assert set(draft.limited_to.all()) == {writer}
    assert LIMITED not in text_of(desk_of(editor).get("/admin/news/article/"))
    assert LIMITED in text_of(desk_of(writer).get("/admin/news/article/"))
