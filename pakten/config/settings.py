"""Django's settings. Everything that differs between places comes from the environment."""

import os
import sys
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from pakten.base.ui import languages
from pakten.config import embedded
from pakten.config.secret import own_secret

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("PAKTEN_VAR") or ROOT / "var").resolve()
PRODUCTION = os.environ.get("PAKTEN_PRODUCTION") == "1"

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY", "")
if not SECRET_KEY:
    if PRODUCTION:
        raise ImproperlyConfigured("SECRET_KEY is needed in production")
    SECRET_KEY = own_secret(VAR)
# Earlier secrets: what they locked or signed still opens.
SECRET_KEY_FALLBACKS = [s for s in os.environ.get("SECRET_KEY_FALLBACKS", "").split(",") if s]
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "" if PRODUCTION else "*").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("TRUSTED_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "pakten.base.tenancy",
    "pakten.base.audit",
    "pakten.base.ui",
    "pakten.base.terms",
    "pakten.base.accounts",
    "pakten.base.notices",
    "pakten.parties.pacts",
    "pakten.parties.organisations",
    "pakten.parties.people",
    "pakten.parties.guidance",
    "pakten.parties.vetting",
    "pakten.parties.imports",
    "pakten.agreements.events",
    "pakten.agreements.commitments",
    "pakten.agreements.sealing",
    "pakten.agreements.signing",
    "pakten.agreements.results",
    "pakten.agreements.assurance",
    "pakten.agreements.followup",
    "pakten.activities.opportunities",
    "pakten.activities.rounds",
    "pakten.activities.pulses",
    "pakten.oversight.reports",
    "pakten.oversight.analysis",
    "pakten.oversight.equality",
    "pakten.oversight.surveys",
    "pakten.oversight.value",
    "pakten.oversight.annual",
    "pakten.oversight.privacy",
    "pakten.faces.public",
    "pakten.faces.desk",
    "pakten.faces.api",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    "django.contrib.postgres",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "pakten.config.timing.server_timing",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "pakten.config.middleware.PactMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "pakten.config.uploads.refuse_large",
    "django.middleware.csrf.CsrfViewMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pakten.config.middleware.ActorMiddleware",
    "pakten.config.forms_once.OnceMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "pakten.config.urls"
WSGI_APPLICATION = "pakten.config.wsgi.application"

_FROM_DISK = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("django.template.loaders.cached.Loader", _FROM_DISK)],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "pakten.config.menus.menu",
                "pakten.parties.guidance.banner.together",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_cotton.templatetags.cotton",
                "pakten.base.ui.templatetags.pakten",
            ],
        },
    }
]


def _database(url: str, *, owner: bool) -> dict[str, object]:
    """Django's dict for `postgresql://user:secret@host:port/name?host=/socket/dir`."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            **query,
            "options": "-c statement_timeout=10s -c lock_timeout=5s -c role=pakten_app"
            if not owner
            else "-c lock_timeout=30s",
        },
    }


_AS_OWNER = os.environ.get("PAKTEN_DB_AS") == "owner"
_URL = os.environ.get("DATABASE_URL") or embedded.url_for(VAR)
_OWNER_URL = os.environ.get("DATABASE_OWNER_URL") or _URL
DATABASES = {"default": _database(_OWNER_URL if _AS_OWNER else _URL, owner=_AS_OWNER)}
# Rate limits of sign-in, shared by all workers.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_REDIRECT_URL = "see_home"
LOGIN_URL = "account_login"
HELD_URL = "/resume/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "pakten.config.signin.Adapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key,20/d/key",
    "verify_letter": "60/10m/ip",
    "begin_profile": "20/m/ip,60/h/ip,3/m/key,10/d/key",
}
ACCOUNT_FORMS = {
    "login": "pakten.base.accounts.forms.SignInForm",
    "confirm_login_code": "pakten.base.accounts.forms.CodeForm",
    "change_password": "pakten.base.accounts.forms.ChangeForm",
    "set_password": "pakten.base.accounts.forms.ChooseForm",
}
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"

SESSION_ENGINE = "pakten.base.accounts.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_SECURE = PRODUCTION
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "pakten.config.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = PRODUCTION and os.environ.get("BEHIND_TLS", "1") == "1"
SECURE_HSTS_SECONDS = 31536000 if PRODUCTION else 0
if os.environ.get("TRUST_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "manifest-src": ["'self'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
LARGEST_UPLOAD = 20_000_000

LANGUAGE_CODE = "sv"
LANGUAGES = [(each.code, each.name) for each in languages.EVERY]
LANGUAGES_BIDI = [each.code for each in languages.EVERY if each.dir == "rtl"]
LANGUAGE_COOKIE_NAME = "pakten_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [ROOT / "pakten" / "locale"]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["pakten.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static" if PRODUCTION else None
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
if PRODUCTION:
    STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"


def _site_url() -> str:
    """Where links in mails lead: PAKTEN_URL, else the first host in production, else this machine."""
    if given := os.environ.get("PAKTEN_URL", "").rstrip("/"):
        return given
    if PRODUCTION and ALLOWED_HOSTS[0].strip("*."):
        return f"https://{ALLOWED_HOSTS[0].lstrip('.')}"
    return f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"


SITE_URL = _site_url()
# A signing service that seals letters instead of keys kept here ("{pact}" in the address is the
# pact's slug), and one that stamps the time (RFC 3161).
SIGNER_URL = os.environ.get("SIGNER_URL", "")
SIGNER_TOKEN = os.environ.get("SIGNER_TOKEN", "")
STAMP_URL = os.environ.get("STAMP_URL", "")
EMAIL_BACKEND = "pakten.base.notices.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "Pakten <pakten@pakten.example>")
EMAIL_URL = os.environ.get("EMAIL_URL", "")
# The jobs stand in the packages' actions: loaded before the clock (on_app_ready) names some of them.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "actions"
PROCRASTINATE_ON_APP_READY = "pakten.config.jobs.on_app_ready"
PROCRASTINATE_IMPORT_PATHS = [
    "pakten.config.jobs",
    "pakten.base.notices.actions",
    "pakten.activities.rounds.jobs",
]

SHOW_TIMING = not PRODUCTION
BENCH = os.environ.get("PAKTEN_BENCH") == "1"
EXAMPLE_DOMAIN = "pakten.example"

_QUIET = "WARNING" if "pytest" in sys.modules else "INFO"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"without_secrets": {"()": "pakten.config.secret.WithoutSecrets"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_secrets"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "pakten": {"level": _QUIET},
        "procrastinate": {"level": "WARNING"},
        # They tell what they find odd in the files that anybody may have checked.
        "pyhanko": {"level": "CRITICAL"},
        "pyhanko_certvalidator": {"level": "CRITICAL"},
    },
}
