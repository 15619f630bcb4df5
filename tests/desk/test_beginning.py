"""One form of a new article makes one article: sent twice, at the same moment, or again after going back."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest
from django.db import IntegrityError, transaction

from news.models import Article, AuditEntry, Autosave, DraftToken, Edition
from tests.helpers.desk_forms import ADD, form_of, sent_from, text_of
from tests.helpers.plain_browser import Browser, cookies_of
from tests.helpers.real_server import Database, serving

SENDERS, ROUNDS = 4, 3


def autosaved(client, data):
    return client.post("/admin/news/edition/autosave/", data)


def test_same_form_sent_again_leads_to_the_article_that_it_made(writes):
    data = sent_from(writes.get(ADD), kind="news", title_en="Once")
    first, again = writes.post(ADD, data), writes.post(ADD, data)
    assert again.url == first.url == form_of(Edition.objects.get())
    assert "The draft was saved." in text_of(writes.get(again.url))
    assert not Autosave.objects.unsaved().exists()
    assert AuditEntry.objects.filter(action="create").count() == 1


def test_form_that_was_typed_into_after_going_back_makes_no_second_article(writes):
    """Going back, the browser keeps the form's token; what is typed then is kept while it is typed."""
    data = sent_from(writes.get(ADD), kind="news", title_en="Once")
    writes.post(ADD, data)
    autosaved(writes, data)
    assert not Autosave.objects.unsaved().exists()
    later = data | {"title_en": "Once, and more"}
    autosaved(writes, later)
    again = writes.post(ADD, later, follow=True)
    assert Article.objects.count() == 1
    assert "This article was saved before" in text_of(again)
    kept = Autosave.objects.unsaved().get()
    assert kept.edition == Edition.objects.get()
    restored = writes.post(form_of(kept.edition), {"_restore": kept.pk})
    assert sent_from(restored)["title_en"] == "Once, and more"


def test_what_is_typed_after_going_back_and_never_sent_is_offered_with_the_article(writes):
    data = sent_from(writes.get(ADD), kind="news", title_en="Once")
    writes.post(ADD, data)
    autosaved(writes, data | {"title_en": "Once, and more"})
    assert Autosave.objects.unsaved().get().edition == Edition.objects.get()


def test_form_with_errors_and_a_look_before_saving_leave_the_token_unspent(writes):
    data = sent_from(writes.get(ADD), kind="news", title_en="A title")
    writes.post(ADD, data | {"promised_on": "1999-01-01"})
    writes.post(ADD, data | {"_look": "1"})
    assert not DraftToken.objects.exists()
    writes.post(ADD, data)
    assert Edition.objects.get().title_en == "A title"


def test_token_of_another_person_leads_nowhere(writes, edits):
    data = sent_from(writes.get(ADD), kind="news", title_en="Mine")
    writes.post(ADD, data)
    edits.post(
        ADD, sent_from(edits.get(ADD), kind="news", title_en="Theirs", draft_token=data["draft_token"])
    )
    assert set(Edition.objects.values_list("title_en", flat=True)) == {"Mine", "Theirs"}


def test_database_itself_refuses_a_second_row_of_a_form_and_a_second_form_of_an_article(writer, make_edition):
    first, second = make_edition(), make_edition()
    DraftToken.objects.create(user=writer, token="a" * 36, edition=first)
    for row in ({"token": "a" * 36, "edition": second}, {"token": "b" * 36, "edition": first}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DraftToken.objects.create(user=writer, **row)


@pytest.mark.django_db(transaction=True)
def test_form_sent_many_times_at_one_moment_to_several_processes_makes_one_article(
    writer, tmp_path, settings
):
    cookies = cookies_of(writer)
    database = Database(tmp_path)
    # As many threads as it takes to work on all of them at once: with fewer, one is told to come again.
    options = {"SECRET_KEY": settings.SECRET_KEY, "THREADS": str(SENDERS + 2)}
    with serving(tmp_path, database, workers=2, **options) as site:
        opened = Browser(site, cookies)
        for round_ in range(ROUNDS):
            form = sent_from(opened.open(ADD), kind="news", title_en=f"Once {round_}", _save="1")
            forms = [form] * (SENDERS - 1) + [form | {"title_en": f"Otherwise {round_}"}]
            answers = at_once([partial(Browser(site, opened.cookies).open, ADD, sent) for sent in forms])
            assert [answer.status for answer in answers] == [302] * SENDERS
            assert len({answer.headers["Location"] for answer in answers}) == 1
    assert database.rows("SELECT count(*) FROM news_article") == [(ROUNDS,)]
    titles = {title for (title,) in database.rows("SELECT title_en FROM news_edition")}
    kept = " ".join(content for (content,) in database.rows("SELECT content FROM news_autosave"))
    for round_ in range(ROUNDS):
        for title in (f"Once {round_}", f"Otherwise {round_}"):
            assert title in titles or title.replace(" ", "+") in kept


def at_once(acts):
    barrier = Barrier(len(acts))

    def run(act):
        barrier.wait(timeout=30)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))
