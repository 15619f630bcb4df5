"""An address of every kind that the desk has, about something that exists."""

from datetime import timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.urls import get_resolver, reverse
from django.utils import timezone

from news.admin.account.acts import ACTS as ACCOUNT_ACTS
from news.admin.edition.workflow import TRANSITIONS
from news.models import (
    AuditEntry,
    Autosave,
    Comment,
    Image,
    NotableDay,
    Notice,
    Organization,
    Page,
    Person,
    ReleaseTemplate,
    ShareLink,
    Topic,
    ViewCount,
)
from tests.helpers.articles import make_edition
from tests.helpers.pictures import drawn, upload
from tests.helpers.users import make_user


def patterns_of_the_desk(patterns=None, within="", space=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        address = within + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from patterns_of_the_desk(pattern.url_patterns, address, inner)
        elif address.startswith("admin/") and pattern.name:
            yield address, space, pattern.name


def addresses_of_the_desk():
    """{name: an address of that kind, about something that is made for it}"""
    administrator = make_user("admin", "administrator")
    person = Person.objects.create(name_az="Aydın Səfixanlı", name_en="Aydin Safikhanli")
    office = Organization.objects.create(name_az="Aparat", name_en="Office")
    topic = Topic.objects.create(name_az="Miqrasiya", name_en="Migration")
    edition = make_edition(people=[person], topics=[topic], organizations=[office])
    other = get_user_model().objects.create_user("other", password="a-long-password", is_staff=True)
    expires = timezone.now() + timedelta(days=1)
    link = ShareLink.objects.create(edition=edition, recipient="A journalist", expires_at=expires)
    objects = {
        "auth_user": other,
        "news_article": edition.article,
        "news_auditentry": AuditEntry.objects.first() or edition.record(AuditEntry.Action.SHARE, other),
        "news_comment": Comment.objects.create(edition=edition, text="Doğrudurmu?", author_name="Aydın"),
        "news_edition": edition,
        "news_image": Image.objects.create(file=upload(drawn()), is_decorative=True),
        "news_notableday": NotableDay.objects.create(day=1, month=1, name_az="Boş gün", name_en="Empty"),
        "news_notice": Notice.objects.create(text_az="Xəbər", text_en="Notice"),
        "news_organization": office,
        "news_page": Page.objects.create(title_az="Haqqımızda", title_en="About us"),
        "news_person": person,
        "news_releasetemplate": ReleaseTemplate.objects.create(name_az="Səfər", name_en="Visit"),
        "news_topic": Topic.objects.create(name_az="Boş", name_en="Empty"),
        "news_viewcount": ViewCount.objects.create(
            article=edition.article, language="az", day=timezone.localdate(), reads=1
        ),
    }
    kept = Autosave.objects.keep(administrator, "a" * 32, edition, "title_az=x")
    special = {
        "view_on_site": [ContentType.objects.get_for_model(edition.article).pk, edition.article_id],
        "news_share_close": [link.pk],
        "news_autosave_discard": [kept.pk],
        "news_edition_preview": [edition.pk, "az"],
        "app_list": ["news"],
        "password_reset_confirm": ["MQ", "a-token"],
        "invitation": ["MQ", "a-token"],
    }
    acts = {"news_edition_act": (edition, TRANSITIONS), "auth_user_act": (other, ACCOUNT_ACTS)}
    found = {}
    for pattern, space, name in patterns_of_the_desk():
        if name in acts:
            about, names = acts[name]
            found |= {f"{name}:{act}": reverse(f"admin:{name}", args=[about.pk, act]) for act in names}
            continue
        arguments = special.get(name)
        if arguments is None:
            about = next((thing for model, thing in objects.items() if name.startswith(f"{model}_")), None)
            arguments = [about.pk if about else 1] if "<" in pattern else []
        found[name] = reverse(f"{space}{name}", args=arguments)
    found["autocomplete"] += "?app_label=news&model_name=edition&field_name=topics"
    return found
