"""Settings: this file, and the environment (`ROELAND_…`, see docs/operations.md)."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ROELAND_DATA", PACKAGE.parent / "var")).resolve()


def _switch(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default) == "1"


def _secret_key() -> str:
    """The key from the environment, or one made once and kept beside the data."""
    if given := os.environ.get("ROELAND_SECRET_KEY"):
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text()


def _database(url: str) -> dict[str, Any]:
    """Read `sqlite:///path` or `postgresql://user:password@host:port/name?host=/socket`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-16000;",
            },
        }
    socket = parts.query.removeprefix("host=") if parts.query.startswith("host=") else ""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path[1:],
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(socket) or parts.hostname or "",
        "PORT": str(parts.port or ""),
        # PostgreSQL plans what is asked again and again once: to plan a dossier costs it more than to read it.
        "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DEBUG = _switch("ROELAND_DEBUG")
DEMO = _switch("ROELAND_DEMO")
HTTPS = _switch("ROELAND_HTTPS")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("ROELAND_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("ROELAND_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "roeland.ui",
    "django.forms",
    "roeland.organisation",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "roeland.journal",
    "roeland.files",
    "roeland.search",
    "roeland.work",
    "roeland.library",
    "roeland.questionnaires",
    "roeland.register",
    "roeland.bodies",
    "roeland.assessments",
    "roeland.portfolio",
    "roeland.obligations",
    "roeland.decisions",
    "roeland.reporting",
    "roeland.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "roeland.ui.uploads.UploadLimit",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "roeland.organisation.middleware.PersonMiddleware",
    "roeland.organisation.middleware.SignInTargets",
]

ROOT_URLCONF = "roeland.config.urls"
WSGI_APPLICATION = "roeland.config.wsgi.application"
DATABASES = {"default": _database(os.environ.get("ROELAND_DATABASE", f"sqlite:///{DATA / 'roeland.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "roeland.ui.templatetags.roeland_ui",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "roeland.config.shell.shell",
            ],
        },
    }
]
FORM_RENDERER = "roeland.ui.renderer.RoelandRenderer"

# Sign-in ------------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "demo:choose" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "roeland.organisation.sign_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "roeland.organisation.sign_in.SocialAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"login": "roeland.organisation.forms.sign_in.LoginForm"}
ACCOUNT_SESSION_REMEMBER = True  # as long as SESSION_COOKIE_AGE, no question asked
ACCOUNT_REAUTHENTICATION_REQUIRED = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_TOTP_ISSUER = "Roeland"
MFA_TOTP_TOLERANCE = 1  # a phone that is half a minute slow still gets in
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
OPENID_CONNECT = os.environ.get("ROELAND_OIDC", "")  # path of a JSON file, see docs/operations.md

# Security -----------------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "roeland.ui.views.csrf_failure"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _switch("ROELAND_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the preload list is a choice of who owns the whole domain
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Language -----------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Dutch")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "config" / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Brussels"

# Files and assets ---------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if _switch("ROELAND_PLAIN_STATIC") or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = DEBUG

# Work in the background ---------------------------------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
    # What a page may keep while it is looked at: of this process alone, so that looking never writes to the database.
    "memory": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "memory",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    # The same for what is larger: some hundred kilobytes each.
    "columns": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "columns",
        "OPTIONS": {"MAX_ENTRIES": 16},
    },
}
EMAIL_BACKEND = os.environ.get("ROELAND_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = DATA / "mail"
EMAIL_HOST = os.environ.get("ROELAND_EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("ROELAND_EMAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("ROELAND_EMAIL_FROM", "roeland@localhost")
PUBLIC_URL = os.environ.get("ROELAND_URL", "http://localhost:8000").rstrip("/")  # how links in mails begin

# What the rooms show of each other: dotted names, like MIDDLEWARE -----------------------------------------------------
HOME_ACTIONS = "roeland.config.menu.HOME_ACTIONS"
DOSSIER_PANELS = [
    "roeland.decisions.panels_advising.waiting",
    "roeland.decisions.panels.gate",
    "roeland.portfolio.panels.experiment",
    "roeland.assessments.panels.classification",
    "roeland.assessments.instruments.panels.assessments",
    "roeland.obligations.panels.obligations",
    "roeland.assessments.quick.panels.frame",
    "roeland.register.panels.facts",
    "roeland.assessments.uses.panels.uses",
    "roeland.register.likeness_panel.looks_like",
    "roeland.register.panels.description",
    "roeland.register.parts.panels.belonging",
    "roeland.register.parts.panels.papers",
    "roeland.register.panels.links",
    "roeland.register.panels.leftovers",
    "roeland.decisions.panels.roles",
    "roeland.decisions.panels_advising.oversight",
    "roeland.organisation.panels.journal",
]
# What is kept in the index, so that it can be filled again; and what the search page shows: functions of (person, text,
# how many at most) that return a Group, or None for who may not see any of it.
SEARCH_INDEXES = [
    "roeland.register.finding.INDEXED",
    "roeland.register.finding.INDEXED_DOCUMENTS",
    "roeland.organisation.finding.INDEXED",
]
SEARCH_SOURCES = [
    "roeland.register.searching.applications",
    "roeland.organisation.searching.people",
    "roeland.register.searching.documents",
]
EACH_MINUTE = [  # functions of (now) that return how much they did
    "roeland.assessments.law_dates.take_up",
    "roeland.decisions.newer_rules.comparing.take_up",
    "roeland.portfolio.ticking.take_up",
    "roeland.assessments.instruments.ticking.take_up",
    "roeland.obligations.ticking.take_up",
    "roeland.decisions.ticking.take_up",
    "roeland.organisation.services.take_up_absences",
    "roeland.organisation.leaving.services.take_up_departures",
    "roeland.organisation.packing.remove_old",
    "roeland.register.handing_over.take_up_named",
    "roeland.register.services.appointing.take_up_unasked",
    "roeland.register.importing.sheets.expiring.throw_away",
    "roeland.work.reminders.send_due",
    "roeland.work.digest.send_due",
    "roeland.work.retaining.take_up",
    "roeland.search.rebuilding.take_up",
    "roeland.decisions.matrix.services.take_up_reviews",
]
HANDED_OVER = [  # what somebody who leaves may hold, in the order in which it is handed over
    "roeland.organisation.leaving.own.ROLES",
    "roeland.organisation.leaving.own.DEPUTYSHIPS",
    "roeland.register.handing_over.APPLICATIONS",
    "roeland.register.handing_over.PROCESSES",
    "roeland.assessments.handing_over.INTAKES",
    "roeland.assessments.instruments.handing_over.PARTS",
    "roeland.obligations.handing_over.MEASURES",
    "roeland.decisions.handing_over.REQUESTS",
    "roeland.work.handing_over.TASKS",
]
# What stands in somebody's calendar beside the tasks: functions of (person) that return events of `work.calendar`.
CALENDAR_SOURCES = ["roeland.bodies.calendar.sessions"]
RETAINED = [  # what each room keeps for a term, and how it goes once that is over and two people say so
    "roeland.register.retained.APPLICATIONS",
    "roeland.assessments.retained.QUESTIONS",
    "roeland.assessments.retained.PAST_USES",
    "roeland.register.retained.WAITING",
    "roeland.register.retained.RESULTS",
    "roeland.organisation.retention.own.PEOPLE_FILES",
    "roeland.organisation.retention.own.PEOPLE",
    "roeland.organisation.retention.own.CONSENTS",
    "roeland.work.retained.TASKS",
    "roeland.work.retained.MESSAGES",
    "roeland.work.retained.MAILS",
    "roeland.organisation.retention.own.DETAILS",
]
GOES_ALONG = [  # what goes with what is destroyed, in whichever room it stands
    "roeland.organisation.retention.own.ALONG",
    "roeland.work.retained.ALONG",
    "roeland.register.retained.ALONG",
    "roeland.bodies.retained.ALONG",
    "roeland.assessments.retained.ALONG",
    "roeland.portfolio.retained.ALONG",
    "roeland.obligations.retained.ALONG",
    "roeland.decisions.retained.ALONG",
]
OWN_PAGES = "roeland.config.menu.OWN_PAGES"
ROLE_ASKS = "roeland.decisions.matrix.expecting.asked_of"  # (organisation, role): what the matrix asks of it
WAITING_BY_ROLE = "roeland.work.queries.open_by_role"
# Columns that an export leaves empty, because the people in them were promised that few would see it.
CONFIDENTIAL = {"assessments.PastUse": ("reporter_id",), "work.OutgoingMail": ("person_id", "subject", "body")}
REPORT_PAGE = "assessments:start"  # where an application is reported
USE_PAGE = "uses:use"  # where a use of a shared application is shown
GOVERNANCE_PAGES = "roeland.config.menu.GOVERNANCE_PAGES"  # the row of pages of governance
MATRIX_PAGE = "governance:matrix"  # where the role matrix is shown
GOVERNANCE_PAGE = "governance:poster"  # where governance starts
VERSION_PAGES = {"governance": "governance:version"}  # where an own version of a shipped document is shown
DOCUMENT_PAGES = {"advice": "reporting:advice"}  # where a document of a kind is shown
STATUS_PARTS = [  # functions of (organisation, today) that return a part of the page Status & plan, in its order
    "roeland.reporting.status.coming.vision",
    "roeland.reporting.status.trying.roadmap",
    "roeland.reporting.status.using.use",
    "roeland.reporting.status.governing.governance",
    "roeland.reporting.status.coming.talent",
]
IMPORT_PANELS = [  # functions of (request): what stands beside the import of the register
    "roeland.assessments.panels.supplier_descriptions",
]
HOME_PANELS = [
    "roeland.reporting.panels.council",
    "roeland.assessments.panels.unfinished",
    "roeland.portfolio.panels.mine",
    "roeland.register.panels.my_applications",
    "roeland.obligations.panels.mine",
    "roeland.assessments.quick.panels.quick_check",
    "roeland.assessments.quick.panels.used_in_my_teams",
    "roeland.organisation.panels.recent",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ROELAND_LOG_LEVEL", "WARNING")},
}
