"""What an act changed, as the log keeps it: [name of the field, value before, value after], shortened."""

from itertools import takewhile

from django.utils import translation

from news.text.languages import LANGUAGES

PATH = ":"  # between the model, the key and the field of a row that belongs to the object
NEVER_KEPT = {"password"}
LONGEST = 200
CONTEXT = 40  # signs around what differs in two long texts


def as_stored(changes):
    return [[name, *shortened(plain(before), plain(after))] for name, before, after in changes]


def plain(value):
    """As JSON has it, the same from every database."""
    if value is None or isinstance(value, bool | int):
        return "" if value is None else value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def shortened(before, after):
    """Two long texts from shortly before their first difference to shortly after their last."""
    if not all(isinstance(value, str) for value in (before, after)):
        return before, after
    if max(len(before), len(after)) <= LONGEST:
        return before, after
    start = signs_in_common(before, after)
    end = signs_in_common(before[start:][::-1], after[start:][::-1])
    return excerpt(before, start, len(before) - end), excerpt(after, start, len(after) - end)


def signs_in_common(one, other):
    pairs = zip(one, other, strict=False)
    return sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))


def excerpt(text, start, end):
    start = max(0, start - CONTEXT)
    end = min(len(text), end + CONTEXT, start + LONGEST)
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def state_of(row):
    """{name of each field that a person fills in: its value}."""
    fields = [field for field in row._meta.concrete_fields if field.editable and not field.primary_key]
    fields = [field for field in fields if field.name not in NEVER_KEPT]
    translated = {field.translated_field.name for field in fields if hasattr(field, "translated_field")}
    return {
        field.name: named(getattr(row, field.name)) if field.is_relation else plain(getattr(row, field.name))
        for field in fields
        if field.name not in translated
    } | {
        field.name: ", ".join(sorted(map(named, getattr(row, field.name).all())))
        for field in row._meta.many_to_many
    }


def named(thing):
    return f"{name_of(thing)} ({thing.pk})" if thing else ""


def name_of(thing):
    """In each language, once where they are equal: the log is read in both."""
    names = []
    for language in LANGUAGES:
        with translation.override(language):
            names.append(str(thing))
    return " / ".join(dict.fromkeys(filter(None, names)))


def differences(before, after):
    """[(name, before, after)]; what is missing on one side counts as empty."""
    names = dict.fromkeys([*before, *after])
    both = [(name, before.get(name, ""), after.get(name, "")) for name in names]
    return [(name, old, new) for name, old, new in both if (old or "") != (new or "")]
