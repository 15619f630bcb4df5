"""Whatever changes one or many of the things that readers see by themselves, no page of before stays."""

from datetime import date

import pytest
from django.apps import apps
from django.utils import timezone

from news.models import (
    AccessibilityRun,
    Appointment,
    Image,
    Notice,
    Organization,
    Page,
    Person,
    PublicContent,
    Topic,
)
from news.models.public_noun import PublicNoun
from tests.helpers.pictures import picture

NAMES = {"name_az": "Ad", "name_en": "Name"}


def appointment():
    return Appointment(
        person=Person.objects.create(**NAMES),
        organization=Organization.objects.create(**NAMES),
        position_az="Rəhbər",
        position_en="Head",
        since=date(2020, 1, 1),
    )


# One of each that is not saved yet, and a column to change; a new noun needs its line here.
NOUNS = {
    AccessibilityRun: (lambda: AccessibilityRun(ran_at=timezone.now()), {"results": {"pages": 1}}),
    Appointment: (appointment, {"until": date(2021, 1, 1)}),
    Image: (lambda: Image(file=picture(), alt_az="Şəkil", alt_en="A picture"), {"credit_en": "A person"}),
    Notice: (lambda: Notice(text_az="Cümlə", text_en="A sentence"), {"is_shown": True}),
    Organization: (lambda: Organization(**NAMES), {"website": "https://example.org/"}),
    Page: (lambda: Page(title_az="Səhifə", title_en="A page"), {"order": 3}),
    Person: (lambda: Person(**NAMES), {"description_en": "Somebody"}),
    Topic: (lambda: Topic(**NAMES), {"description_en": "Something"}),
}
# What else the tables hold, and why it needs no generation of its own.
NO_NOUNS = {
    "Article": "changed through news/editing.py",
    "Edition": "changed through news/editing.py",
    "EditionPerson": "frozen with its edition",
    "EditionOrganization": "frozen with its edition",
    "EditionImage": "frozen with its edition",
    "AttachedText": "changed through news/editing.py",
    "Attachment": "frozen with its edition",
    "Recording": "frozen with its edition",
    "Parity": "changed through news/editing.py",
    "Tombstone": "changed through news/editing.py",
    "PublicContent": "the generation itself",
    "Takedown": "read by what keeps pages for an outage",
    "SearchDocument": "asked for at each search",
    "SearchState": "asked for at each search",
    "SearchTerm": "asked for at each search",
    "ViewCount": "put into finished pages once a minute",
    "SavedReads": "of the counting, not of readers",
    "ShareLink": "for one person, never on a finished page",
    "ShareOpening": "of the desk",
    "AccountChange": "of the desk",
    "ArticleNote": "of the desk",
    "AuditEntry": "of the desk",
    "AuditSeal": "of the desk",
    "Autosave": "of the desk",
    "BrokenLink": "of the desk",
    "CalendarAddress": "of the desk",
    "Comment": "of the desk",
    "DeskSession": "of the desk",
    "EarlierDraft": "of the desk",
    "DismissedName": "of the desk",
    "EndedTour": "of the desk",
    "DraftToken": "of the desk",
    "LinkCheck": "of the desk",
    "NotableDay": "of the desk",
    "Notification": "of the desk",
    "Preferences": "of the desk",
    "Presence": "of the desk",
    "ReleaseTemplate": "of the desk",
    "Reminder": "of the desk",
    "Review": "of the desk",
    "SavedFilter": "of the desk",
}


def changed(instance, values):
    for name, value in values.items():
        setattr(instance, name, value)
    return instance


CHANGES = {
    "save": lambda instance, values: changed(instance, values).save(),
    "delete": lambda instance, values: instance.delete(),
    "update": lambda instance, values: type(instance).objects.filter(pk=instance.pk).update(**values),
    "delete many": lambda instance, values: type(instance).objects.filter(pk=instance.pk).delete(),
    "bulk_update": lambda instance, values: type(instance).objects.bulk_update(
        [changed(instance, values)], list(values)
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("model", PublicNoun.__subclasses__(), ids=lambda model: model.__name__)
def test_a_change_ends_the_generation(model, change):
    make, values = NOUNS[model]
    instance = make()
    before = PublicContent.current()
    instance.save()
    assert PublicContent.current() > before
    before = PublicContent.current()
    change(instance, values)
    assert PublicContent.current() > before


@pytest.mark.django_db
@pytest.mark.parametrize("model", PublicNoun.__subclasses__(), ids=lambda model: model.__name__)
def test_many_that_are_made_at_once_end_the_generation(model):
    instance = NOUNS[model][0]()
    before = PublicContent.current()
    model.objects.bulk_create([instance])
    assert PublicContent.current() > before


def test_every_table_is_a_public_noun_or_excluded_by_name():
    models = {model for model in apps.get_app_config("news").get_models() if not model._meta.auto_created}
    nouns = {model for model in models if issubclass(model, PublicNoun)}
    assert nouns == set(NOUNS)
    assert {model.__name__ for model in models - nouns} == set(NO_NOUNS)
