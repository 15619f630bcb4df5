"""Every act at the desk is in the log of acts: who, on what, and what changed."""

import json

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.test import RequestFactory
from django.urls import reverse

from news.admin.logged import LoggedAdmin
from news.models import (
    AuditEntry,
    Image,
    NotableDay,
    Notice,
    Organization,
    Page,
    Person,
    ReleaseTemplate,
    Topic,
)
from news.models.audit_changes import LONGEST, shortened
from tests.helpers.audit_log import verified
from tests.helpers.desk_forms import desk_of, sent_from, text_of
from tests.helpers.pictures import drawn, picture, upload
from tests.helpers.users import make_user

NAMES = {"name_az": "Yeni ad", "name_en": "A new name"}
# What is typed to add one, and the field that is changed afterwards.
FORMS = {
    "auth.user": (
        {"first_name": "Leyla", "last_name": "Quliyeva", "email": "leyla@example.org", "role": "writer"},
        "first_name",
    ),
    "news.edition": ({"kind": "news", "title_az": "Yeni yazı", "title_en": "A new text"}, "title_en"),
    "news.image": ({"alt_az": "Şəkil", "alt_en": "A picture", "focus_x": "50", "focus_y": "50"}, "alt_en"),
    "news.notableday": (NAMES | {"day": "1", "month": "5"}, "name_en"),
    "news.notice": ({"text_az": "Bildiriş", "text_en": "A notice"}, "text_en"),
    "news.organization": (NAMES | {"kind": "media"}, "name_en"),
    "news.page": ({"title_az": "Səhifə", "title_en": "A page", "order": "1"}, "title_en"),
    "news.person": (NAMES, "name_en"),
    "news.releasetemplate": (NAMES | {"title_az": "Görüş", "body_en": "<p>Words</p>"}, "title_en"),
    "news.topic": (NAMES, "name_en"),
}
# The names of adding, changing and deleting.
USUALLY = ("add", "change", "delete")
ACTS = {
    "auth.user": ("account_create", "account_change", "account_delete"),
    "news.edition": ("create", "save"),
}
LEAD_ON = {"news.article"}  # to the form of an edition
REGISTERED = [model for model in apps.get_models() if admin.site.is_registered(model)]
LOGGED = [model for model in REGISTERED if isinstance(admin.site.get_model_admin(model), LoggedAdmin)]
by_label = {"ids": lambda model: model._meta.label_lower}


@pytest.fixture
def keeper(db):
    """May do whatever anybody may."""
    return get_user_model().objects.create_superuser("keeper", password="a-long-password")


@pytest.fixture
def desk(keeper):
    return desk_of(keeper)


@pytest.fixture
def objects(make_edition, keeper):
    """Of each model that can be changed, one that nothing else needs."""
    return {
        "auth.user": make_user("other", "writer"),
        "news.edition": make_edition(author=keeper),
        "news.image": Image.objects.create(file=upload(drawn()), alt_az="Köhnə", alt_en="Old"),
        "news.notableday": NotableDay.objects.create(day=2, month=5, name_az="Köhnə", name_en="Old"),
        "news.notice": Notice.objects.create(text_az="Köhnə", text_en="Old"),
        "news.organization": Organization.objects.create(name_az="Köhnə", name_en="Old", kind="media"),
        "news.page": Page.objects.create(title_az="Köhnə", title_en="Old"),
        "news.person": Person.objects.create(name_az="Köhnə Ad", name_en="Old Name"),
        "news.releasetemplate": ReleaseTemplate.objects.create(
            name_az="Köhnə", name_en="Old", title_en="An old title"
        ),
        "news.topic": Topic.objects.create(name_az="Köhnə", name_en="Old"),
    }


def permits(model, act, keeper):
    request = RequestFactory().get("/")
    request.user = keeper
    return getattr(admin.site.get_model_admin(model), f"has_{act}_permission")(request)


def address_of(model, act, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{act}", args=arguments)


def send(desk, model, address, **changes):
    form = f"#{model._meta.model_name}_form"
    answer = desk.post(address, sent_from(desk.get(address), form=form, **changes))
    assert answer.status_code == 302, text_of(answer)


def the_entry(keeper, action):
    """The only one of that act."""
    entry = AuditEntry.objects.get(action=action, actor=keeper)
    assert entry.actor_name == "keeper"
    assert entry.article_number or (entry.about_pk and entry.about_name)
    return entry


@pytest.mark.parametrize("model", REGISTERED, **by_label)
def test_adding_is_logged(desk, keeper, model):
    label = model._meta.label_lower
    if not permits(model, "add", keeper) or label in LEAD_ON:
        return
    files = {"file": picture()} if model is Image else {}
    send(desk, model, address_of(model, "add"), **FORMS[label][0], **files)
    added = ACTS.get(label, USUALLY)[0]
    assert the_entry(keeper, added)


@pytest.mark.parametrize("model", REGISTERED, **by_label)
def test_changing_is_logged_with_what_changed(desk, keeper, model, objects):
    label = model._meta.label_lower
    if not permits(model, "change", keeper) or label in LEAD_ON:
        return
    field, thing = FORMS[label][1], objects[label]
    before = getattr(thing, field)
    send(desk, model, address_of(model, "change", thing.pk), **{field: "Something else"})
    changed = ACTS.get(label, USUALLY)[1]
    entry = the_entry(keeper, changed)
    if label == "news.edition":  # its texts are kept with the edition, and compared there
        assert entry.edition == thing
    else:
        assert (entry.about_model, entry.about_pk) == (label, thing.pk)
        assert entry.changes == [[field, before, "Something else"]]


@pytest.mark.parametrize("model", REGISTERED, **by_label)
def test_deleting_is_logged(desk, keeper, model, objects):
    label = model._meta.label_lower
    if not permits(model, "delete", keeper):
        return
    thing = objects[label]
    desk.post(address_of(model, "delete", thing.pk), {"post": "yes"})
    assert not model.objects.filter(pk=thing.pk).exists()
    deleted = ACTS.get(label, USUALLY)[2]
    entry = the_entry(keeper, deleted)
    assert (entry.about_model, entry.about_pk) == (label, thing.pk)


@pytest.mark.parametrize("model", LOGGED, **by_label)
def test_deleting_is_logged_with_what_was_there(desk, keeper, model, objects):
    field, thing = FORMS[model._meta.label_lower][1], objects[model._meta.label_lower]
    desk.post(address_of(model, "delete", thing.pk), {"post": "yes"})
    assert [field, getattr(thing, field), ""] in the_entry(keeper, "delete").changes


@pytest.mark.parametrize("model", LOGGED, **by_label)
def test_deleting_many_at_once_is_an_entry_for_each(keeper, model, objects):
    request = RequestFactory().post("/")
    request.user = keeper
    chosen = model.objects.filter(pk=objects[model._meta.label_lower].pk)
    admin.site.get_model_admin(model).delete_queryset(request, chosen)
    assert the_entry(keeper, "delete").about_model == model._meta.label_lower


def test_every_noun_of_the_desk_is_walked():
    """Or the promises above would be kept by leaving a model out."""
    changed_elsewhere = LEAD_ON | {"auth.user", "news.edition", "news.auditentry", "news.viewcount"}
    labels = {model._meta.label_lower for model in REGISTERED}
    assert {model._meta.label_lower for model in LOGGED} == labels - changed_elsewhere
    assert all(set(admin.site.get_model_admin(model).list_editable) == set() for model in REGISTERED)


def test_save_that_changes_nothing_is_no_act(desk, keeper, objects):
    thing = objects["news.person"]
    send(desk, Person, address_of(Person, "change", thing.pk))
    assert not AuditEntry.objects.filter(actor=keeper).exists()


def test_rows_of_a_person_are_logged_with_the_person(desk, keeper, office, person, appoint):
    held = appoint(person, office, "Müşavir", "Adviser", "2020-01-01")
    ended = appoint(person, office, "Köməkçi", "Assistant", "2018-01-01")
    rows = {
        "appointments-0-position_en": "Chief adviser",
        "appointments-1-DELETE": "on",
        "appointments-2-organization": office.pk,
        "appointments-2-position_az": "Nümayəndə",
        "appointments-2-position_en": "Representative",
        "appointments-2-since": "2024-05-01",
        "appointments-TOTAL_FORMS": "3",
    }
    send(desk, Person, address_of(Person, "change", person.pk), **rows)
    added = person.appointments.get(position_en="Representative")
    changes = {path: (before, after) for path, before, after in the_entry(keeper, "change").changes}
    assert changes[f"news.appointment:{held.pk}:position_en"] == ("Adviser", "Chief adviser")
    assert changes[f"news.appointment:{ended.pk}:position_en"] == ("Assistant", "")
    assert changes[f"news.appointment:{added.pk}:since"] == ("", "2024-05-01")
    assert changes[f"news.appointment:{added.pk}:organization"] == (
        "",
        f"Ombudsman Aparatı / Ombudsman Office ({office.pk})",
    )


def test_act_that_failed_is_not_logged(desk, keeper, objects):
    thing = objects["news.topic"]
    Topic.objects.create(name_az="Başqa", name_en="Another", slug_az="basqa", slug_en="another")
    address = address_of(Topic, "change", thing.pk)
    answer = desk.post(address, sent_from(desk.get(address), form="#topic_form", slug_en="another"))
    assert answer.status_code == 200
    assert not AuditEntry.objects.filter(actor=keeper).exists()


def test_name_that_is_set_aside_is_logged_with_the_draft(desk, keeper, make_edition, person):
    edition = make_edition(body_en=f"<p>{person.name_en} spoke.</p>", author=keeper)
    address = f"/admin/news/edition/{edition.pk}/change/"
    for decision, changes in (
        ("dismiss", ["dismissed_names", "", f"person:{person.pk}"]),
        ("restore", ["dismissed_names", f"person:{person.pk}", ""]),
    ):
        page = desk.get(address)
        desk.post(address, sent_from(page, _name=f"{decision}:person:{person.pk}"))
        assert AuditEntry.objects.order_by("-number")[0].changes == [changes]


# --- What is kept of long texts ---------------------------------------------------------------------------


def test_long_texts_are_kept_around_what_differs():
    same = "a" * 1000
    before, after = shortened(f"{same} old {same}", f"{same} newer {same}")
    assert (before, after) == (f"…{'a' * 39} old {'a' * 39}…", f"…{'a' * 39} newer {'a' * 39}…")


def test_long_passage_is_cut():
    before, after = shortened("x" * 500 + "end", "y" * 10 + "end")
    assert before == "x" * LONGEST + "…"
    assert after == "y" * 10 + "end"


def test_short_texts_are_kept_whole():
    assert shortened("An old text", "A new text") == ("An old text", "A new text")
    assert shortened("", "x" * 500) == ("", "x" * LONGEST + "…")
    assert shortened(True, False) == (True, False)


# --- How the log tells of it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Organization: Köhnə / New", "Kind: Media → State body", "Name (English): Old → New"]),
        ("az", ["Qurum: Köhnə / New", "Növ: Media → Dövlət qurumu", "Ad (İngilis dili): Old → New"]),
    ],
)
def test_log_says_what_changed_in_the_language_of_its_reader(desk, keeper, objects, language, words):
    thing = objects["news.organization"]
    send(desk, Organization, address_of(Organization, "change", thing.pk), name_en="New", kind="state_body")
    page = text_of(desk_of(keeper, language).get("/admin/news/auditentry/"))
    for each in words:
        assert each in page


def test_log_of_many_changes_is_cut_in_the_list_and_whole_on_its_page(desk, keeper):
    changes = [(f"field {number}", "", f"value {number}") for number in range(1, 8)]
    entry = AuditEntry.objects.record("change", keeper, keeper, changes)
    listed = text_of(desk.get("/admin/news/auditentry/"))
    assert "value 4" in listed
    assert "value 5" not in listed
    assert "and 3 more" in listed
    assert "value 7" in text_of(desk.get(f"/admin/news/auditentry/{entry.pk}/change/"))


def test_log_tells_of_what_this_version_does_not_know(desk, keeper):
    entry = AuditEntry.objects.create(
        action="change", actor=keeper, about_model="news.gone", about_pk=1, about_name="It",
        changes=[["news.gone:3:colour", "red", "blue"], ["since", "", "no date"]],
    )  # fmt: skip
    page = text_of(desk.get(f"/admin/news/auditentry/{entry.pk}/change/"))
    assert "news.gone: It" in page
    assert "Colour: red → blue" in page


def test_acts_on_accounts_are_shown_only_to_people_who_manage_them(writer, administrator, person):
    AuditEntry.objects.record("account_change", administrator, writer, [("email", "a@b.az", "c@d.az")])
    AuditEntry.objects.record("change", administrator, person, [("name_az", "A", "B")])
    to_writer = text_of(desk_of(writer).get("/admin/news/auditentry/"))
    assert str(person) in to_writer
    assert "c@d.az" not in to_writer
    assert "c@d.az" in text_of(desk_of(administrator).get("/admin/news/auditentry/"))


@pytest.mark.parametrize(("words", "found"), [("aydin", True), ("Aydın", True), ("nobody", False)])
def test_log_is_searched_by_name(desk, keeper, person, words, found):
    AuditEntry.objects.record("change", keeper, person, [("name_az", "A", "B")])
    AuditEntry.objects.create(action="share", actor=keeper, article_number=7)
    page = text_of(desk.get("/admin/news/auditentry/", {"q": words}))
    assert ("A → B" in page) == found
    assert "№ 7" not in page


def test_what_changed_is_part_of_what_is_signed(keeper, person):
    AuditEntry.objects.record("change", keeper, person, [("name_az", "A", True), ("order", 1, None)])
    entry = AuditEntry.objects.get(actor=keeper)
    assert json.loads(json.dumps(entry.changes)) == [["name_az", "A", True], ["order", 1, ""]]
    assert "The log is whole: 2 acts." in verified()
