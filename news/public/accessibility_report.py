"""The facts of the accessibility statement: what the browser tests checked on a day, and what they found."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from news.models import AccessibilityRun

# {check in tests/browser/: (what it is about, what it counts)}
CHECKS = {
    "axe": (
        _("WCAG 2.2 (A, AA, contrast of 7:1) by axe-core, at three widths, light, dark and forced colours"),
        _("views of pages"),
    ),
    "settings": (_("The same with the strongest reading settings"), _("views of pages")),
    "text": (_("Text twice as large, and widely spaced, on a telephone"), _("views of pages")),
    "keyboard": (_("Everything reached by keyboard, the focus always clearly seen"), _("stops of the focus")),
    "structure": (_("Headings, landmarks and the link to the content"), _("opened pages")),
    "script": (_("Everything without JavaScript"), _("opened pages")),
    "html": (_("Valid HTML by the Nu checker"), _("opened pages")),
}
UNREADABLE = _("This is not a result of the browser tests (make test ARGS=--accessibility-result=FILE).")


def record(result):
    """Store the result that the tests wrote, once however often; ValidationError for anything else."""
    try:
        ran_at = datetime.fromisoformat(result["ran_at"])
        checks = {name: result["checks"][name] for name in CHECKS if name in result["checks"]}
        numbers = [check[name] for check in checks.values() for name in ("views", "findings")]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ValidationError(UNREADABLE) from error
    if not checks or ran_at.tzinfo is None or not all(type(number) is int for number in numbers):
        raise ValidationError(UNREADABLE)
    run, _created = AccessibilityRun.objects.update_or_create(ran_at=ran_at, defaults={"results": checks})
    return run


def last_run():
    """{"ran_at", "rows", "findings"} of the newest run, in the order of CHECKS; None before the first."""
    run = AccessibilityRun.objects.first()
    if run is None:
        return None
    rows = [
        {"about": about, "unit": unit, **run.results[name]}
        for name, (about, unit) in CHECKS.items()
        if name in run.results
    ]
    return {"ran_at": run.ran_at, "rows": rows, "findings": sum(row["findings"] for row in rows)}
