"""`make lint`: runs all checks, even when an earlier one fails, and names those that failed."""

import os
import sys

from tools.environment import PYTHON, ROOT, prepare
from tools.steps import Problem, answer_for, run

BIN = PYTHON.parent
CHECKS = {
    "code": [BIN / "ruff", "check"],
    "format": [BIN / "ruff", "format", "--check"],
    "order of the rooms": [BIN / "lint-imports", "--no-cache"],
    "templates": [BIN / "djade", "--check", "--target-version=5.2"],
    "settings": [PYTHON, "manage.py", "check", "--fail-level=WARNING"],
    "production settings": [PYTHON, "manage.py", "check", "--deploy", "--fail-level=WARNING"],
    "migrations": [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "-m", "tools.catalogues", "check"],
}
# Settings of a site that nobody visits; the checks read no data.
PRODUCTION = {
    "SECRET_KEY": "a-long-random-value-would-stand-here-in-production-0123456789",
    "ENCRYPTION_KEYS": "YS1yYW5kb20ta2V5LXdvdWxkLXN0YW5kLWhlcmUuLi4=",
    "AUDIT_KEYS": "YS1yYW5kb20ta2V5LW9mLXRoZS1sb2ctb2YtYWN0cy4=",
    "SITE_URL": "https://ombudsman.example",
    "ALLOWED_HOSTS": "ombudsman.example",
    "AUDIT_SEAL_EMAIL": "keeper@elsewhere.example",
    "EMAIL_URL": "smtp+tls://desk:secret@mail.example:587",
    "DATABASE_URL": "sqlite://:memory:",
    "DEBUG": "0",
    "DEMO": "0",
}


def lint():
    prepare("dev")
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    if failed:
        raise Problem(f"These checks failed: {', '.join(failed)}.")
    print("All checks passed.")


def passes(name, command):
    print(f"--- {name}", flush=True)
    files = desk_templates() if name == "templates" else []
    return run([*command, *files], cwd=ROOT, env={**os.environ, **PRODUCTION}) == 0


def desk_templates():
    """Those of the public pages are Jinja's: tests/house/test_templates.py compiles each."""
    return sorted(file for file in ROOT.glob("templates/**/*.html") if "public" not in file.parts)


if __name__ == "__main__":
    sys.exit(answer_for(lint))
