"""A start beside that of a bare Django project with the same packages: python tests/benchmarks/start.py [9]

Prints the CPU time in milliseconds of `manage.py check` and of a cold worker up to its first answer, of both
by turns, and the ratio of the medians. Not collected by pytest: it takes minutes.
"""

import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
BARE = {
    "manage.py": """
import os
import sys
from django.core.management import execute_from_command_line
os.environ["DJANGO_SETTINGS_MODULE"] = "bare_settings"
execute_from_command_line(sys.argv)
""",
    "bare_settings.py": """
import os
SECRET_KEY, DEBUG, ALLOWED_HOSTS, ROOT_URLCONF = "only-for-measuring", False, ["*"], "bare_urls"
INSTALLED_APPS = [
    "modeltranslation",
    *[f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages")],
    *[f"django.contrib.{name}" for name in ("postgres", "humanize", "sitemaps", "staticfiles")],
    "csp", "django_prose_editor", "allauth", "allauth.account", "allauth.mfa",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
]
TEMPLATES = [
    {"BACKEND": "django.template.backends.jinja2.Jinja2"},
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
LANGUAGE_CODE, LANGUAGES, STATIC_URL = "en", [("az", "Azerbaijani"), ("en", "English")], "/static/"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["BARE_DATABASE"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
""",
    "bare_urls.py": """
from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import include, path
urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
    path("", lambda request: HttpResponse(f"<p>{User.objects.count()}</p>")),
]
""",
    "bare_wsgi.py": """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "bare_settings"
from django.core.wsgi import get_wsgi_application
application = get_wsgi_application()
""",
}
FIRST_ANSWER = """
from io import BytesIO
from {module} import application
environ = dict(
    REQUEST_METHOD="GET", PATH_INFO="{path}", QUERY_STRING="", SERVER_NAME="127.0.0.1", SERVER_PORT="8000",
    HTTP_HOST="127.0.0.1:8000", REMOTE_ADDR="127.0.0.1", SERVER_PROTOCOL="HTTP/1.1",
)
environ |= {{"wsgi.input": BytesIO(), "wsgi.url_scheme": "http", "wsgi.errors": None}}
statuses = []
b"".join(application(environ, lambda status, headers, error=None: statuses.append(status)))
assert statuses[0].startswith("200"), statuses
"""


def main(times=9):
    with tempfile.TemporaryDirectory(prefix="start-") as folder:
        folder = Path(folder)
        for name, text in BARE.items():
            (folder / name).write_text(text)
        environment = os.environ | {
            "DATA_DIR": f"{folder}/data",
            "RUN_DIR": f"{folder}/run",
            "DATABASE_URL": f"sqlite:///{folder}/ours.sqlite3",
            "BARE_DATABASE": f"{folder}/bare.sqlite3",
            "SECRET_KEY": "only-for-measuring-" * 4,
            "SITE_URL": "http://127.0.0.1:8000",
            "DEBUG": "0",
            "DEMO": "0",
            "RENDITIONS_IN_BACKGROUND": "0",
        }
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # packages come compiled, so the site must be too
        sites = {"bare": (folder, "bare_wsgi", "/"), "ours": (ROOT, "ombudsman_site.wsgi", "/az/")}
        for place, _module, _path in sites.values():
            used([sys.executable, "manage.py", "migrate", "-v0"], place, environment)
        used([sys.executable, "manage.py", "collectstatic", "--no-input", "-v0"], ROOT, environment)
        taken = defaultdict(list)
        for _time in range(times):
            for name, (place, module, path) in sites.items():
                taken["check", name].append(used([sys.executable, "manage.py", "check"], place, environment))
                first = [sys.executable, "-c", FIRST_ANSWER.format(module=module, path=path)]
                taken["first answer", name].append(used(first, place, environment))
        for what in ("check", "first answer"):
            bare, ours = median(taken[what, "bare"]), median(taken[what, "ours"])
            print(f"{what:14}bare {bare:7.0f} ms   ours {ours:7.0f} ms   {ours / bare:5.2f} x")


def used(command, place, environment):
    """The CPU time that the command has taken, in milliseconds."""
    before = getrusage(RUSAGE_CHILDREN)
    subprocess.run(command, cwd=place, env=environment, check=True, stdout=subprocess.DEVNULL)
    after = getrusage(RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
