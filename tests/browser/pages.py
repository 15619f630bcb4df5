"""One page of every kind in the demo, and where it is in each language."""

import re
import urllib.request

DRAFT = "(SELECT id FROM news_article WHERE number = 3803)"
ADDRESSES = {
    "home": "/",
    "news": "/news/",
    "news of a kind": "/news/?kind=statement",
    "news, wrong dates": "/news/?date_from=2025-01-02&date_to=2025-01-01",
    "article": "/news/2857/",
    "article without image": "/news/3340/",
    "article with a table": "/news/3528/",
    "article with recordings": "/news/3798/",
    "article with a gallery": "/news/3590/",
    "article withdrawn": "/news/3467/",
    "article behind its source": "/news/3744/",
    "article removed": "/news/2966/",
    "archive": "/archive/",
    "year": "/archive/2025/",
    "topics": "/topics/",
    "people": "/people/",
    "organizations": "/organizations/",
    "search": "/search/?q=ombudsman",
    "search, nothing found": "/search/?q=zzzzzz",
    "reading settings": "/reading/",
    "components": "/pages/components/",
    "not found": "/nothing/here/",
}
# Slugs differ by language: the first such link on that page.
LINKED = {
    "topic": ("/topics/", r'"(/\w\w/topics/[^"/]+/)"'),
    "person": ("/people/", r'"(/\w\w/people/[^"/]+/)"'),
    "organization": ("/organizations/", r'"(/\w\w/organizations/[^"/]+/)"'),
    "page": ("/", r'"(/\w\w/pages/[^"/]+/)"'),
    "month": ("/archive/2025/", r'"(/\w\w/archive/2025/\d+/)"'),
    "easy to read": ("/news/3798/", r'"(/\w\w/news/\d+/[^"/]+/easy/)"'),
    "for printing": ("/news/3798/", r'"(/\w\w/news/\d+/[^"/]+/print/)"'),
    "what the source says since": ("/news/3744/", r'"(/en/news/\d+/[^"/]+/changes/)"'),
    "history": ("/news/2857/", r'"(/\w\w/news/\d+/[^"/]+/history/)"'),
}
# What a question about the past is answered with: the page as it stood, and a sentence.
PAST = {"as it stood": "2023-01-01", "before it was public": "2020-01-01"}
# Only a translation can be behind its source, and the demo is written in Azerbaijani.
IN_ENGLISH_ONLY = {"what the source says since"}
IN_THE_OTHER_LANGUAGE_ONLY = {"az": "/news/3214/", "en": "/news/3301/"}

KINDS = [*ADDRESSES, *LINKED, *PAST, "not in this language"]


def address_of(kind, language, site):
    language = "en" if kind in IN_ENGLISH_ONLY else language
    if kind == "not in this language":
        return f"/{language}{IN_THE_OTHER_LANGUAGE_ONLY[language]}"
    if kind in PAST:
        with urllib.request.urlopen(f"{site}/{language}/news/2857/", timeout=30) as answer:  # noqa: S310 - our own
            return f"{answer.geturl().removeprefix(site)}?at={PAST[kind]}"
    if kind in ADDRESSES:
        return f"/{language}{ADDRESSES[kind]}"
    place, pattern = LINKED[kind]
    with urllib.request.urlopen(f"{site}/{language}{place}", timeout=30) as answer:  # noqa: S310 - our own server
        return re.search(pattern, answer.read().decode())[1]


def sign_in(page, name="yazar"):
    page.goto("/admin/")
    page.fill("#id_username", name)
    page.fill("#id_password", "ombudsman-916")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#logout-form", state="attached")  # in a narrow window it is in a menu


def form_of(office):
    pk = office.database.rows(f"SELECT id FROM news_edition WHERE article_id = {DRAFT}")[0][0]
    return f"/admin/news/edition/{pk}/change/"


def stored(office, column):
    return office.database.rows(f"SELECT {column} FROM news_edition WHERE article_id = {DRAFT}")[0][0]
