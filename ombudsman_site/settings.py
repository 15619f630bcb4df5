"""Settings of the whole site: one file, read from the environment and checked at start.

Every variable is listed in the README's table.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONCE, NONE, SELF
from django.http.request import validate_host
from django.utils.translation import gettext_lazy as _

from news.routing import REPLICA
from ombudsman_site.environment import Environment, not_loopback

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment(os.environ)


# --- Where we are -------------------------------------------------------------

DEBUG = env.flag("DEBUG", default=False)
DEMO = env.flag("DEMO", default=False)
DATA_DIR = env.folder("DATA_DIR", default=BASE_DIR / "var")
SITE_URL = env.address("SITE_URL", default="http://127.0.0.1:8000")
HTTPS = SITE_URL.startswith("https://")
if DEBUG and HTTPS:
    env.wrong("DEBUG", "shows the inside of the site to everybody: it must be off where SITE_URL is https.")

SECRET_KEY = env.secret_key("SECRET_KEY", is_development=DEBUG)
SECRET_KEY_FALLBACKS = env.former_secret_keys("SECRET_KEY_FALLBACKS")
ENCRYPTION_KEYS = env.encryption_keys("ENCRYPTION_KEYS", is_development=DEBUG)
AUDIT_KEYS = env.encryption_keys("AUDIT_KEYS", is_development=DEBUG)  # sign the log of acts
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"], is_development=DEBUG)
own_host = urlsplit(SITE_URL).netloc.rpartition("@")[2].removesuffix(f":{urlsplit(SITE_URL).port}")
if not env.mistakes and not validate_host(own_host, ALLOWED_HOSTS):
    env.wrong("ALLOWED_HOSTS", f"lacks {own_host}, the host of SITE_URL.")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)

# Everybody can read the shipped password of the demo's users: with it, the demo is for one's own machine.
SHIPPED_DEMO_PASSWORD = "ombudsman-916"  # noqa: S105 - it is no secret
DEMO_PASSWORD = env.text("DEMO_PASSWORD", default=SHIPPED_DEMO_PASSWORD)
reachable_at = not_loopback([env.text("HOST", "127.0.0.1"), own_host, *ALLOWED_HOSTS])
if DEMO and (reachable_at or BEHIND_PROXY):
    where = ", ".join(reachable_at) or "a proxy"
    env.own_password("DEMO_PASSWORD", SHIPPED_DEMO_PASSWORD, f"because DEMO is on and reachable at {where}")


# --- Applications -------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",  # before the admin, so that its forms know the translated fields
    "news.desk.apps.DeskConfig",  # the admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.humanize",  # the list of passkeys says when each was used
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_prose_editor",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "news",
]

MIDDLEWARE = [
    "news.operations.logs.numbered_requests",
    "news.operations.counted_requests.counted_requests",
    "news.operations.headers.safe_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "news.public.middleware.refuse_unknown_methods",
    # From the outside in: an answer gets its ETag first and is compressed last.
    "news.public.middleware.compress",
    "news.public.middleware.cache_headers",
    "news.public.middleware.conditional",
    "news.desk.middleware.Policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "news.desk.middleware.Sessions",
    "news.operations.replica.replica_for_readers",
    "news.public.middleware.generation_of_content",
    "news.public.middleware.language_of_address",
    "news.public.parameters.only_declared_parameters",
    "news.public.reading_settings.reading_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "news.desk.middleware.Users",
    "news.desk.middleware.Messages",
    "allauth.account.middleware.AccountMiddleware",
    "news.operations.sign_in.throttle",
]

ROOT_URLCONF = "ombudsman_site.urls"
WSGI_APPLICATION = "ombudsman_site.wsgi.application"

TEMPLATES = [
    {  # the public pages
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "public"],
        "OPTIONS": {
            "environment": "news.public.jinja.environment",
            "context_processors": [
                "news.public.context_processors.site",
                "news.public.reading_settings.reading",
            ],
        },
    },
    {  # the desk
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "news.desk.sign_in.desk_context",
            ],
        },
    },
]


# --- Database and cache ---------------------------------------------------------

# Behind a pooler that keeps no sessions each transaction may reach another session of PostgreSQL.
POOLER = env.flag("DATABASE_POOLER", default=False)
kept_connections = {
    "CONN_MAX_AGE": env.number("CONN_MAX_AGE", default=0 if POOLER else 60),
    "CONN_HEALTH_CHECKS": True,
}
if POOLER:
    kept_connections["DISABLE_SERVER_SIDE_CURSORS"] = True
DATABASES = {"default": env.database("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'site.sqlite3'}")}
DATABASES["default"].update(kept_connections)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that will write takes the lock at its start and waits for it,
    # instead of failing in the middle with "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
    }
else:
    # Our queries are short: compiling one, or starting a process for it, takes longer than answering it.
    # A pooler takes no such options: behind one they belong to the role, as deploy/README.md says.
    short_queries = "-c jit=off -c max_parallel_workers_per_gather=0"
    given_at_start = {} if POOLER else {"options": short_queries}
    own_options = DATABASES["default"].get("OPTIONS", {})
    DATABASES["default"]["OPTIONS"] = {"connect_timeout": 5} | given_at_start | own_options

# Readers' pages are made from the replica while it is up to date; the desk and all writes use the primary.
replica = env.database("REPLICA_DATABASE_URL")
if replica and "sqlite" in replica["ENGINE"] + DATABASES["default"]["ENGINE"]:
    env.wrong("REPLICA_DATABASE_URL", "and DATABASE_URL must both be PostgreSQL: SQLite has no replicas.")
elif replica:
    read_only = {"connect_timeout": 2}
    if not POOLER:
        read_only["options"] = f"{short_queries} -c default_transaction_read_only=on"
    DATABASES[REPLICA] = replica | kept_connections | {"OPTIONS": replica.get("OPTIONS", {}) | read_only}
    DATABASES[REPLICA]["TEST"] = {"MIRROR": "default"}
    DATABASE_ROUTERS = ["news.routing.Router"]

redis_url = env.redis("REDIS_URL")
SHARED_CACHE = bool(redis_url)  # through it several servers agree on who has read what
own_memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
CACHES = {
    "default": own_memory | {"LOCATION": "default"},
    "generation": own_memory | {"LOCATION": "generation"},  # most of it cards of articles in lists
}
if redis_url:
    CACHES["default"] = {"BACKEND": "news.operations.surviving_cache.SurvivingCache", "LOCATION": redis_url}


# --- Languages and time -----------------------------------------------------------

LANGUAGE_CODE = "az"
LANGUAGES = [("az", _("Azerbaijani")), ("en", _("English"))]
# Our own texts first, then what we say otherwise than Django and allauth do.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "frameworks"]
FORMAT_MODULE_PATH = "ombudsman_site.formats"
TIME_ZONE = "Asia/Baku"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

MODELTRANSLATION_DEFAULT_LANGUAGE = "az"
MODELTRANSLATION_ENABLE_FALLBACKS = False  # every page is in one language
MODELTRANSLATION_AUTO_POPULATE = False


# --- Static and uploaded files -------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "news.operations.disk_store.DiskStore"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
s3_bucket = env.text("S3_BUCKET")
seal_bucket = env.text("AUDIT_SEAL_BUCKET")
s3_keys = env.text("S3_ACCESS_KEY_ID"), env.text("S3_SECRET_ACCESS_KEY")
s3_endpoint = env.address("S3_ENDPOINT_URL")
in_s3 = {
    "endpoint_url": s3_endpoint or None,
    "region_name": env.text("S3_REGION", "us-east-1"),
    "access_key": s3_keys[0] or None,
    "secret_key": s3_keys[1] or None,
}
object_store = "news.operations.object_store.ObjectStore"
if s3_bucket:
    STORAGES["default"] = {"BACKEND": object_store, "OPTIONS": in_s3 | {"bucket_name": s3_bucket}}
elif not seal_bucket and (s3_endpoint or any(s3_keys)):
    env.wrong("S3_BUCKET", "is not set, though other settings of the object store are.")
if any(s3_keys) and not all(s3_keys):
    env.wrong("S3_ACCESS_KEY_ID", "and S3_SECRET_ACCESS_KEY belong together: one of them is not set.")

# Where the seals of the log of acts go each day: {storage: its name for people}, and a letter.
AUDIT_SEAL_STORES = {}
AUDIT_SEAL_EMAIL = env.mailbox("AUDIT_SEAL_EMAIL")
if env.text("AUDIT_SEAL_DIR"):
    seal_folder = env.folder("AUDIT_SEAL_DIR", default=DATA_DIR)
    STORAGES["seals in a folder"] = {
        "BACKEND": "news.operations.disk_store.DiskStore",
        "OPTIONS": {"location": seal_folder},
    }
    AUDIT_SEAL_STORES["seals in a folder"] = str(seal_folder)
if seal_bucket and seal_bucket == s3_bucket:
    env.wrong("AUDIT_SEAL_BUCKET", "is the bucket of the uploads: everybody could read what is in it.")
elif seal_bucket:
    STORAGES["seals in a bucket"] = {
        "BACKEND": object_store,
        "OPTIONS": in_s3 | {"bucket_name": seal_bucket},
    }
    AUDIT_SEAL_STORES["seals in a bucket"] = f"the bucket {seal_bucket}"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ["avif", "jpg", "jpeg", "png", "webp", "woff2", "gz", "br", "map"]
FILE_UPLOAD_PERMISSIONS = 0o644
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024


# --- Safety ---------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
if HTTPS:  # browsers take a cookie of such a name from this very host alone, over TLS
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    LANGUAGE_COOKIE_NAME = "__Host-django_language"
CSRF_FAILURE_VIEW = "news.public.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True) and HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # requested by the machine itself, without TLS
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", default=31536000) * HTTPS
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Only the desk's pages carry a nonce: the editor's import map needs it.
DESK_CONTENT_SECURITY_POLICY = {"script-src": [SELF, NONCE], "style-src": [SELF, NONCE]}

AUTHENTICATION_BACKENDS = ["news.operations.demo_accounts.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
] + [{"NAME": "news.desk.passwords.DeskPasswords"}]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# A second factor (an app's codes or a passkey) for people who publish; recovery codes for a lost one.
SECOND_FACTOR = env.flag("SECOND_FACTOR", default=HTTPS or not DEMO)
SESSION_ENGINE = "news.models.desk_session"
SESSION_HOURS = 12  # after signing in, however active the session is
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_ADAPTER = "news.desk.sign_in.DeskAccounts"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {
    "login_failed": "20/15m/ip,5/15m/key"
}  # codes; for passwords see operations/sign_in.py
MFA_ADAPTER = "news.desk.sign_in.SecondFactors"
MFA_FORMS = {
    "add_webauthn": "news.desk.passkeys.AddPasskey",
    "edit_webauthn": "news.desk.passkeys.RenamePasskey",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # accounts are made by an administrator, addresses included
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_TOTP_ISSUER = "Ombudsman"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG


# --- E-mail -------------------------------------------------------------------------------

# Letters carry secrets, such as the link to a new password: without a mail server they are written to no log.
# Those of the demo become files in a folder.
SENDS_LETTERS = DEMO or bool(env.text("EMAIL_URL"))
LETTERS_FOLDER = DATA_DIR / "letters"
if DEMO:
    no_server = {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": str(LETTERS_FOLDER),
    }
else:
    no_server = {"EMAIL_BACKEND": "news.operations.no_letters.NoLetters"}
vars().update(env.email("EMAIL_URL", instead=no_server, timeout=10, is_development=DEBUG))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", default="webmaster@localhost")
SILENCED_SYSTEM_CHECKS = ["mail.E001"]  # Django 6.1: a site without a mail server may be intended


# --- The site's own ----------------------------------------------------------------------

ARTICLES_PER_PAGE = 20
# After an upload a process makes the picture's sizes, or reads the document for the search; off where timers
# run make_renditions and read_attachments.
WORK_IN_BACKGROUND = env.flag("WORK_IN_BACKGROUND", default=True)

# Finished pages, stored by each worker up to that size; RUN_DIR: what the workers of a machine share.
PAGE_CACHE = env.flag("PAGE_CACHE", default=True)
PAGE_CACHE_BYTES = env.number("PAGE_CACHE_MB", default=64, least=1, most=1 << 20) * 1024 * 1024
# And on the disk, for the proxy to show while the application or its database is gone.
KEPT_PAGES_BYTES = PAGE_CACHE * env.number("KEPT_PAGES_MB", default=0, most=1 << 20) * 1024 * 1024
RUN_DIR = env.text("RUN_DIR")
THREADS = env.number("THREADS", default=4, least=1, most=1000)  # per worker, as the server has them

# Public keys of age: only who has the secret key of one of them can read a backup.
BACKUP_RECIPIENTS = env.recipients("BACKUP_RECIPIENTS")

# The proxies whose X-Forwarded-For is trusted: addresses or networks, “unix” for a Unix socket.
TRUSTED_PROXIES = env.proxies("TRUSTED_PROXIES")


# --- Log ------------------------------------------------------------------------------------

LOG_FORMAT = env.choice("LOG_FORMAT", "line", ("line", "json"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name} {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "style": "{",
        },
        "json": {"()": "news.operations.logs.JsonLine"},
    },
    "filters": {"without_traceback": {"()": "news.operations.logs.WithoutTraceback"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "loggers": {"django.security.DisallowedHost": {"filters": ["without_traceback"]}},
    "root": {"handlers": ["stderr"], "level": env.log_level("LOG_LEVEL", "WARNING")},
}

# Opens /healthz, /readyz and /metrics to requests from outside with "Authorization: Bearer" and this token.
HEALTH_TOKEN = env.token("HEALTH_TOKEN")

env.refuse_mistakes()
