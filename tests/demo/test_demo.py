"""The demonstration: everything a newcomer should see, on the site with one command, once."""

import re
from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone, translation
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from news import editing
from news.demo import content
from news.gate import judge
from news.models import (
    Article,
    Attachment,
    Edition,
    Image,
    Organization,
    Page,
    Person,
    PublicContent,
    ReleaseTemplate,
    Topic,
    clean_stored_texts,
)
from news.operations.demo_accounts import USERS
from news.text.edition_texts import TEMPLATED
from news.text.languages import LANGUAGES, field_in, fields_in_each, value_in
from news.text.places import PLACE
from news.text.richtext import plain_text, sanitise
from tests.helpers.articles import make_edition
from tests.helpers.users import DEMO_PASSWORD

ARTICLES = content.articles()
TEMPLATES = content.release_templates()
# An administrator opens everything in a list; the others, who see the same forms, what stands at the top.
ROWS = {"yazar": 3, "redaktor": 3, "admin": None}
IN_BOTH = [article for article in ARTICLES if {"az", "en"} <= article.keys()]


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def pages_in(language):
    """The addresses of all public pages but those that a reader's words or filters make."""
    editions = Edition.objects.live_in(language).select_related("article")
    with translation.override(language):
        addresses = [edition.get_absolute_url() for edition in editions]
        addresses += [f"{address}history/" for address in addresses]
        addresses += [
            thing.get_absolute_url()
            for model in (Person, Organization, Topic, Page)
            for thing in model.objects.all()
        ]
        names = (
            "home",
            "article_list",
            "archive",
            "topic_list",
            "person_list",
            "organization_list",
            "search",
        )
        addresses += [reverse(f"news:{name}") for name in names]
    return addresses


def content_of(head, name):
    return head.css_first(f"meta[{name}]").attributes["content"]


# --- The texts themselves --------------------------------------------------------------


def test_demo_has_articles_of_every_kind_most_in_both_languages():
    published = [article for article in ARTICLES if "published" in article]
    both = [article for article in published if "az" in article and "en" in article]
    assert len(published) >= 16
    assert {article["kind"] for article in published} == set(Article.Kind.values)
    assert len(published) / 2 < len(both) < len(published)


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article["number"]))
def test_text_is_within_what_the_desk_lets_through(article):
    for language in LANGUAGES:
        for text in [article[language]["body"].strip()] if language in article else []:
            assert sanitise(text) == text
            assert '"' not in plain_text(text)
            assert "  " not in article[language]["title"] + article[language]["summary"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: str(article["number"]))
def test_everybody_listed_is_named_in_the_text(article):
    people = content.read("people.toml")
    for language in {"az", "en"} & article.keys():
        text = plain_text(article[language]["body"])
        for key in article["people"]:
            surname = people[key]["name"][language].split()[-1]
            assert surname in text, f"{surname} in {language}"


@pytest.mark.parametrize("article", IN_BOTH, ids=lambda article: str(article["number"]))
def test_both_languages_have_the_same_shape(article):
    az, en = (article[language]["body"] for language in LANGUAGES)
    tags = [re.findall(r"<(?:h2|li|td|th|blockquote)\b", text) for text in (az, en)]
    assert tags[0] == tags[1]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template["en"]["name"])
def test_template_says_the_same_in_both_languages_and_leaves_places_to_fill_in(template):
    az, en = (template[language] for language in LANGUAGES)
    for text in (az["body"], en["body"]):
        assert sanitise(text) == text.strip()
        assert '"' not in plain_text(text)
    tags = [re.findall(r"<(?:h2|p|li|blockquote)\b", text["body"]) for text in (az, en)]
    assert tags[0] == tags[1]
    for name in ("title", "summary", "body"):
        places = [plain_text(text[name]).count("((") for text in (az, en)]
        assert places[0] == places[1] > 0, name


def test_meeting_keeps_the_facts_of_the_real_report():
    (meeting,) = [article for article in ARTICLES if article["number"] == 2857]
    assert f"{meeting['published']:%d-%m-%Y}" == "01-11-2022"
    assert meeting["imported_reads"] == 394
    names = ["Aydin Safikhanli", "Sabina Aliyeva", "Turan Jahangirova", "Aynur Hamidova"]
    names += ["Anna Melenchuk", "Konul Jafarova", "MIEUX+", "ICMPD", "European Union", "NGO Coalition"]
    assert [name for name in names if name not in meeting["en"]["body"]] == []


def test_pictures_are_small_and_described():
    described = content.read("images.toml")["alt"]
    files = {path.stem: path for path in (content.FOLDER / "images").iterdir()}
    assert set(described) == set(files)
    assert all(path.stat().st_size < 64_000 for path in files.values())
    assert all(alt[language].strip() for alt in described.values() for language in LANGUAGES)


class TestOnTheSite:
    @pytest.mark.once
    def test_one_line_says_what_was_made_and_how_to_sign_in(self, demo):
        assert demo.count("\n") == 1
        assert f"{len(ARTICLES)} articles" in demo
        assert all(name in demo for name in USERS)
        assert DEMO_PASSWORD not in demo

    @pytest.mark.once
    def test_every_state_of_an_edition_is_there_to_be_seen(self, demo):
        seen = {edition.status for edition in Edition.objects.select_related("article")}
        assert seen == set(Edition.Status)

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_public_page_opens_is_described_and_has_a_picture_to_share(self, demo, reader, language):
        addresses, wrong = pages_in(language), []
        assert len(addresses) > 60
        for address in addresses:
            answer = reader.get(address)
            head = HTMLParser(answer.content.decode()).head
            description = content_of(head, "name=description")
            picture = content_of(head, "property='og:image'")
            is_right = answer.status_code == 200 and 70 <= len(description) <= 160
            if not (is_right and picture.startswith("http")):
                wrong.append((address, answer.status_code, description, picture))
        assert wrong == []

    @pytest.mark.once
    def test_every_picture_and_file_of_the_demo_opens(self, demo, reader):
        files = [thing.file.url for thing in (*Image.objects.all(), *Attachment.objects.all())]
        assert {file: reader.get(file).status_code for file in files} == dict.fromkeys(files, 200)

    @pytest.mark.once
    @pytest.mark.parametrize("name", USERS)
    def test_every_role_signs_in_and_opens_each_list_and_what_is_in_it(self, demo, client, name):
        assert client.login(username=name, password=DEMO_PASSWORD)
        index = client.get(reverse("admin:index"))
        assert index.status_code == 200
        lists = set(re.findall(r'href="(/admin/news/\w+/)"', index.content.decode()))
        assert reverse("admin:news_article_changelist") in lists
        for address in lists:
            answer = client.get(address)
            rows = re.findall(rf'href="({address}[^"?]+/change/)', answer.content.decode())[: ROWS[name]]
            opened = {link: client.get(link, follow=True).status_code for link in [address, *rows]}
            assert opened == dict.fromkeys(opened, 200)

    @pytest.mark.once
    @pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template["en"]["name"])
    def test_article_of_a_template_lacks_nothing_but_what_its_places_ask_for(self, demo, template):
        stored = ReleaseTemplate.objects.get(name_en=template["en"]["name"])
        texts = {column: getattr(stored, column) for column in fields_in_each(*TEMPLATED)}
        found = {finding.rule for finding in judge(make_edition(**texts)) if finding.blocks}
        assert found == {"place-to-fill-in"}
        filled = {column: PLACE.sub("sabah", text) for column, text in texts.items()}
        assert [finding.sentence for finding in judge(make_edition(**filled)) if finding.blocks] == []
        topics = content.read("topics.toml")
        assert {topic.name_en for topic in stored.topics.all()} == {
            topics[key]["name"]["en"] for key in template["topics"]
        }

    def test_scheduled_article_is_hidden_from_readers_until_its_day(self, demo, reader):
        edition = Edition.objects.get(article__number=3801)
        assert edition.public_from > timezone.now()
        assert reader.get(edition.url_in("az")).status_code == 404
        assert reader.get("/az/news/").status_code == 200
        assert edition.title_az not in reader.get("/az/news/").content.decode()

    @pytest.mark.once
    def test_corrected_article_shows_the_right_figure_and_its_history_the_change(self, demo, reader):
        edition = Edition.objects.live().get(article__number=3528)
        page = reader.get(edition.url_in("en")).content.decode()
        assert "99 people" in page
        assert "117 people" not in page
        history = reader.get(edition.url_in("en") + "history/").content.decode()
        assert edition.change_note_en in history

    @pytest.mark.once
    def test_withdrawn_article_keeps_its_page_with_the_reason(self, demo, reader):
        edition = Edition.objects.live().get(article__number=3467)
        for language in LANGUAGES:
            assert (
                value_in(edition, "withdrawal_reason", language)
                in reader.get(edition.url_in(language)).content.decode()
            )
            assert edition.url_in(language) not in reader.get(f"/{language}/news/").content.decode()

    @pytest.mark.once
    def test_page_of_2022_keeps_the_position_held_then(self, demo):
        then = Edition.objects.get(article__number=2857).edition_people.get(
            person__name_en="Aydin Safikhanli"
        )
        later = Edition.objects.get(article__number=3402).edition_people.get(
            person__name_en="Aydin Safikhanli"
        )
        assert (then.position_en, later.position_en) == ("Chief of the Staff", "Adviser to the Commissioner")

    @pytest.mark.once
    def test_pages_of_one_language_say_nothing_in_the_other_and_hold_both(self, demo):
        assert Page.objects.count() == 4
        for page in Page.objects.all():
            for name in ("title", "slug", "body"):
                texts = [getattr(page, field_in(name, language)) for language in LANGUAGES]
                assert all(texts)
                assert texts[0] != texts[1]

    @pytest.mark.once
    def test_no_text_of_it_needs_cleaning(self, demo):
        generation = PublicContent.current()
        assert clean_stored_texts() == []
        assert PublicContent.current() == generation

    def test_second_time_changes_nothing_that_a_person_did(self, demo):
        Topic.objects.filter(name_en="Migration").update(name_en="Movement of people")
        get_user_model().objects.get(username="yazar").delete()
        editing.discard(Edition.objects.get(article__number=3803), None)
        before = [*Article.objects.values_list("number"), *Topic.objects.values_list("name_en")]

        assert "nothing was changed" in load()

        assert [*Article.objects.values_list("number"), *Topic.objects.values_list("name_en")] == before
        assert not get_user_model().objects.filter(username="yazar").exists()


def test_demo_is_refused_on_a_site_that_is_none(db, settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="DEMO=true"):
        load()
    assert not Article.objects.exists()


@pytest.mark.once
def test_shipped_password_is_said_when_no_other_is_given(db, settings, client):
    settings.DEMO = True
    password = re.search(r"password (\S+)\.", load()).group(1)
    assert client.login(username="admin", password=password)


@pytest.mark.once
def test_password_of_ones_own_replaces_the_shipped_one_and_no_other(db, settings, client):
    settings.DEMO = True
    load()
    admin = get_user_model().objects.get(username="admin")
    admin.set_password("chosen-by-the-administrator")
    admin.save()
    settings.DEMO_PASSWORD = DEMO_PASSWORD
    assert "redaktor, yazar" in load()
    assert not client.login(username="yazar", password=settings.SHIPPED_DEMO_PASSWORD)
    assert client.login(username="yazar", password=DEMO_PASSWORD)
    assert client.login(username="admin", password="chosen-by-the-administrator")
    assert "nothing was changed" in load()
