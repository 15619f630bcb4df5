"""What a new edition, or another article, takes over: all but what is listed here with a reason."""

from news.text import edition_texts
from news.text.languages import fields_in_each

from .audit import AuditEntry
from .parity import Parity

OF_ITS_OWN = "each edition has its own"
NOT_CARRIED = {
    **{
        column: reason
        for name, reason in edition_texts.NOT_CARRIED.items()
        for column in fields_in_each(name)
    },
    "id": OF_ITS_OWN,
    "sequence": OF_ITS_OWN,
    "version": OF_ITS_OWN,
    "created_at": OF_ITS_OWN,
    "updated_at": OF_ITS_OWN,
    "state": "it begins as a draft",
    "author": "whoever begins it",
    "submitted_by": "nobody has submitted it",
    "forced_by": "nobody has published it",
    "force_reason": "nobody has published it",
    "approved_by": "nobody has published it",
    "approved_at": "nobody has published it",
    "public_from": "it is not public",
    "public_until": "it is not public",
    "withdrawn_at": "the correction is not withdrawn",
    "removed_at": "the correction is not removed",
    "removal_redirect": "the correction is not removed",
    "is_minor": "it tells of one change",
    "search_text": "made from its titles when it is saved",
    **dict.fromkeys(fields_in_each("folded_title"), "made from its titles when it is saved"),
    "findings": "it is judged by itself",
    "is_blocked": "it is judged by itself",
    "judged_at": "it is judged by itself",
    # rows
    "limited_to": "what has been public is open to the whole desk",
    "people": "their rows are carried",
    "organizations": "their rows are carried",
    "parity": "carried by Parity, with what it was confirmed against",
    "broken_links": "looked for in each edition",
    "share_links": "a link shows one edition",
    "earlier_drafts": "what one draft said before",
    "comments": "said of one edition",
    "autosaves": "typed into the form of one edition",
    "presences": "at the form of one edition",
    "notifications": "told of one edition",
    "draft_token": "of the form in which the first edition was begun",
}

# What another article does not take over either.
OF_ITS_ARTICLE = {
    "article": "it is another one",
    "first_published_at": "it has a day of its own",
    **dict.fromkeys(fields_in_each("slug"), "its address is made from its own title"),
}


def columns_carried(model):
    """The fields to copy; of a translated field, the columns of the languages only."""
    translated = {field.translated_field.name for field in model._meta.fields if is_translation(field)}
    return [
        field.name
        for field in model._meta.concrete_fields
        if field.name not in NOT_CARRIED and field.name not in translated
    ]


def is_translation(field):
    return hasattr(field, "translated_field")


def rows_carried(model):
    """[(model of the rows, name of their foreign key to the edition)]"""
    related = [
        (relation.related_model, relation.field.name)
        for relation in model._meta.related_objects
        if relation.get_accessor_name() not in NOT_CARRIED
    ]
    filed = [
        (field.remote_field.through, field.m2m_field_name())
        for field in model._meta.many_to_many
        if field.name not in NOT_CARRIED
    ]
    return related + filed


def draft_after(edition, by):
    """A saved draft that begins with all texts, people, pictures and other rows of the edition."""
    model = type(edition)
    draft = model(
        sequence=edition.sequence + 1,
        author=by,
        **{name: getattr(edition, name) for name in columns_carried(model)},
    )
    draft.save()
    Parity.of(edition).carry_over_to(draft)
    carry_rows(edition, draft)
    return draft


def carry_rows(edition, draft):
    for row_model, key in rows_carried(type(edition)):
        for row in row_model.objects.filter(**{key: edition}).order_by("pk"):
            row.pk, row._state.adding = None, True
            setattr(row, key, draft)
            row.save()


def duplicate_of(edition, by):
    """The saved draft of another article that begins with the same content. Whoever may not see the one may
    not see the other."""
    model, original = type(edition), edition.article
    article = type(original).objects.create(kind=original.kind, source_language=original.source_language)
    columns = [name for name in columns_carried(model) if name not in OF_ITS_ARTICLE]
    draft = model(article=article, author=by, **{name: getattr(edition, name) for name in columns})
    draft.save()
    carry_rows(edition, draft)
    if model.objects.limited().filter(pk=edition.pk).exists():
        draft.limited_to.set([*edition.limited_to.all(), by])
    draft.record(AuditEntry.Action.CREATE, by, str(original))
    return draft
