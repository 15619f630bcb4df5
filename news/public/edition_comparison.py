"""What an edition says, field by field, so that two of them can be laid beside each other."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from news.public.formatting import first_capital
from news.text.azerbaijani import datetime_text
from news.text.differences import blocks_of, field_between
from news.text.edition_texts import COMPARED, LABELS, RICH_TEXTS
from news.text.languages import value_in


def texts_in(edition, language, names=COMPARED):
    """[(label, blocks)] of what it says in one language."""
    values = [(name, value_in(edition, name, language)) for name in names]
    return [(first_capital(LABELS[name]), blocks_in(name, value)) for name, value in values]


def blocks_in(name, value):
    return blocks_of(value) if name in RICH_TEXTS else [value] if value else []


def relations_in(edition, language):
    """[(label, blocks)] of the people, organizations, topics, pictures and files, in that language."""
    with override(language):
        people = [
            f"{named.person} ({named.position})" if named.position else str(named.person)
            for named in edition.edition_people.select_related("person")
        ]
        organizations = [
            str(row.organization) for row in edition.edition_organizations.select_related("organization")
        ]
        topics = [str(topic) for topic in edition.topics.order_by("pk")]
        files = [f"{file.title} ({file.file.name.rpartition('/')[2]})" for file in edition.attachments.all()]
        gallery = [str(row.image) for row in edition.gallery.select_related("image")]
        lead = [str(edition.lead_image)] if edition.lead_image else []
    return [
        (_("People"), people),
        (_("Organizations"), organizations),
        (_("Topics"), topics),
        (_("Lead image"), lead),
        (_("Gallery"), gallery),
        (_("Files"), files),
    ]


def facts(edition, language):
    date = edition.first_published_at
    return [(_("Date shown to readers"), [datetime_text(date, language)] if date else [])]


def differences_between(before, after):
    """[Field] from what two editions say, in the same order."""
    return [field_between(label, old, new) for (label, old), (_label, new) in zip(before, after, strict=True)]


def changes_in(before, after, language):
    """[Field] of the changed fields alone, with their changed blocks alone, as readers are shown them."""
    pairs = zip(texts_in(before, language), texts_in(after, language), strict=True)
    fields = [field_between(label, old, new, only_changed=True) for (label, old), (_label, new) in pairs]
    return [field for field in fields if field.is_changed]
