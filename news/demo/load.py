"""Puts the demo's content on a site that does not have it yet, through the same calls as the desk."""

import json
from datetime import timedelta
from functools import cached_property, partial

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from news import editing
from news.models import (
    Appointment,
    Article,
    Attachment,
    Edition,
    EditionImage,
    EditionOrganization,
    EditionPerson,
    Image,
    Organization,
    Page,
    Person,
    Recording,
    ReleaseTemplate,
    Topic,
)
from news.operations.attached_files import read_pending
from news.operations.demo_accounts import USERS
from news.public.accessibility_report import record
from news.text.languages import LANGUAGES, field_in

from . import content


def load(password):
    """The number of articles made: all of them, or none on a site that has had its demo.

    All or nothing, and only once: what people have changed or deleted since stays that way.
    """
    articles = content.articles()
    if Article.objects.filter(number__in=[article["number"] for article in articles]).exists():
        return 0
    with transaction.atomic():
        Load(password).run(articles)
    return len(articles)


def change_shipped_password(shipped, password):
    """The users of the demo who still had the shipped password and have the other one now."""
    if password == shipped:
        return []
    users = get_user_model().objects.filter(username__in=USERS).order_by("username")
    changed = [user for user in users if user.check_password(shipped)]
    for user in changed:
        user.set_password(password)
        user.save(update_fields=["password"])
    return [user.username for user in changed]


def columns_of(**names):
    """{"title": {"az": …, "en": …}} as columns: {"title_az": …, "title_en": …}."""
    return {
        field_in(name, language): text for name, texts in names.items() for language, text in texts.items()
    }


def columns_in(languages):
    """{"az": {"title": …}, "en": {"title": …}} as columns."""
    return {
        field_in(name, language): text
        for language, texts in languages.items()
        for name, text in texts.items()
    }


class Load:
    def __init__(self, password):
        self.users = {name: make_user(name, role, password) for name, role in USERS.items()}
        self.organizations = {
            key: make_organization(**data) for key, data in content.read("organizations.toml").items()
        }
        self.people = {key: self.make_person(**data) for key, data in content.read("people.toml").items()}
        self.topics = {
            key: Topic.objects.create(**columns_of(**data))
            for key, data in content.read("topics.toml").items()
        }

    @cached_property
    def images(self):
        data = content.read("images.toml")
        return {name: make_image(name, alt, data["credit"]) for name, alt in data["alt"].items()}

    def run(self, articles):
        record(json.loads((content.FOLDER / "accessibility.json").read_text()))
        for data in content.pages():
            make_page(**data)
        for data in content.release_templates():
            self.make_template(**data)
        for data in articles:
            self.make_article(data)

    def make_person(self, name, description, appointments, aliases=()):
        person = Person.objects.create(
            **columns_of(name=name, description=description), aliases="\n".join(aliases)
        )
        for data in appointments:
            Appointment.objects.create(
                person=person,
                organization=self.organizations[data["organization"]],
                **columns_of(position=data["position"]),
                since=data["since"],
                until=data.get("until"),
            )
        return person

    def make_template(self, kind, topics, **languages):
        template = ReleaseTemplate.objects.create(kind=kind, **columns_in(languages))
        template.topics.set([self.topics[key] for key in topics])

    def make_article(self, data):
        article = Article.objects.create(
            number=data["number"],
            kind=data["kind"],
            imported_reads=data.get("imported_reads", 0),
            promised_on=in_days(data["translation_in_days"]) if "translation_in_days" in data else None,
        )
        edition = self.make_first_edition(article, data)
        if data.get("state") == Edition.State.SUBMITTED:
            editing.submit(edition, self.users["yazar"])
        if moment := publication_moment(data):
            self.publish(edition, moment, data.get("forced", ""))
        for correction in data.get("corrections", ()):
            edition = self.correct(edition, correction)
        if withdrawn := data.get("withdrawn"):
            at = timezone.make_aware(withdrawn["at"])
            reason = {language: withdrawn[language] for language in LANGUAGES}
            editing.withdraw(edition, self.users["redaktor"], reason, at=at)
        if removed := data.get("removed"):
            reason = {language: removed[language] for language in LANGUAGES}
            editing.remove(edition, self.users["admin"], reason)

    def publish(self, edition, moment, force_reason):
        """By two people; in an emergency by one, which the desk then shows in red."""
        editing.submit(edition, edition.author)
        person = edition.author if force_reason else self.second_person_for(edition)
        editing.publish(edition, person, at=moment, force_reason=force_reason)

    def second_person_for(self, edition):
        editor, administrator = self.users["redaktor"], self.users["admin"]
        return administrator if edition.submitted_by == editor else editor

    def make_first_edition(self, article, data):
        edition = Edition(
            article=article,
            author=self.users[data["author"]],
            lead_image=self.images[data["image"]] if "image" in data else None,
        )
        for language in LANGUAGES:
            setattr(edition, field_in("released", language), language in data)
            for name, text in data.get(language, {}).items():
                setattr(edition, field_in(name, language), text)
        editing.save_draft(edition, partial(self.link, edition, data))
        if "attachments" in data:
            read_pending()
        return edition

    def link(self, edition, data):
        edition.topics.set([self.topics[key] for key in data["topics"]])
        for order, key in enumerate(data["people"]):
            EditionPerson.objects.create(edition=edition, person=self.people[key], order=order)
        for order, key in enumerate(data["organizations"]):
            organization = self.organizations[key]
            EditionOrganization.objects.create(
                edition=edition, organization=organization, is_lead=not order, order=order
            )
        for order, attachment in enumerate(data.get("attachments", ())):
            make_attachment(edition, order, **attachment)
        for order, name in enumerate(data.get("gallery", ())):
            EditionImage.objects.create(edition=edition, image=self.images[name], order=order)
        for order, recording in enumerate(data.get("recordings", ())):
            make_recording(edition, order, **recording)

    def correct(self, edition, correction):
        """The next edition: the same text with the replacements made.

        What is replaced in one language alone leaves the translation behind.
        """
        draft = editing.new_edition(edition, self.users["redaktor"])
        for language in LANGUAGES:
            change = correction[language]
            setattr(draft, field_in("change_note", language), change["change_note"])
            for name in ("summary", "body"):
                column = field_in(name, language)
                setattr(draft, column, replace_all(getattr(draft, column), change["replace"]))
        editing.save_draft(draft)
        if all(correction[language]["replace"] for language in LANGUAGES):
            editing.confirm_translation(draft, self.users["redaktor"])
        editing.submit(draft, self.users["redaktor"])
        editing.publish(draft, self.second_person_for(draft), at=timezone.make_aware(correction["published"]))
        return draft


def replace_all(text, pairs):
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def in_days(days):
    return timezone.localdate() + timedelta(days=days)


def publication_moment(data):
    """None for a draft; Baku time otherwise."""
    if days := data.get("public_in_days"):
        ten_o_clock = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
        return ten_o_clock + timedelta(days=days)
    return timezone.make_aware(data["published"]) if "published" in data else None


def make_user(name, role, password):
    """One account for each role. An account of that name that exists keeps its password and rights."""
    user, created = get_user_model().objects.get_or_create(username=name, defaults={"is_staff": True})
    if created:
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name=role))
    return user


def make_organization(name, description, kind, abbreviation=None, aliases=(), website=""):
    return Organization.objects.create(
        **columns_of(name=name, description=description, abbreviation=abbreviation or {}),
        kind=kind,
        aliases="\n".join(aliases),
        website=website,
    )


def make_image(name, alt, credit):
    path = content.FOLDER / "images" / f"{name}.webp"
    with path.open("rb") as file:
        return Image.objects.create(file=File(file, name=path.name), **columns_of(alt=alt, credit=credit))


def make_attachment(edition, order, file, title):
    with (content.FOLDER / "files" / file).open("rb") as opened:
        Attachment.objects.create(
            edition=edition, order=order, file=File(opened, name=file), **columns_of(title=title)
        )


def make_recording(edition, order, file, captions=None, **fields):
    """The film's file is the same in both languages; its captions aren't."""
    recording = Recording(edition=edition, order=order, **fields)
    folder = content.FOLDER / "recordings"
    recording.file = ContentFile((folder / file).read_bytes(), name=file)
    if captions:
        recording.captions = ContentFile((folder / captions).read_bytes(), name=captions)
    recording.full_clean()
    recording.save()


def make_page(order, shows_accessibility_run=False, **languages):
    texts = columns_in(languages)
    Page.objects.create(order=order, shows_accessibility_run=shows_accessibility_run, **texts)
