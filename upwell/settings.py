"""Every setting of an installation, in one file, read from the environment; docs/settings.md lists them for people.

Policy that a steward or an admin would change lives in a table (people.Organisation), not here.
"""

from pathlib import Path
from urllib.parse import urlsplit

from upwell import env
from upwell.core import places
from upwell.core.database import url_for

ROOT = Path(__file__).resolve().parent

# --- where things are ------------------------------------------------------------------------------------------------
DATA = places.data_folder()
DATABASE_URL = env.text("UPWELL_DATABASE_URL") or url_for(DATA)
FILES = DATA / "files"
FILES_S3 = (  # whole files in a bucket instead, as the options of django-storages
    {
        "bucket_name": env.text("UPWELL_FILES_S3"),
        "folder": env.text("UPWELL_FILES_S3_FOLDER"),
        **env.given(
            {
                "endpoint_url": "UPWELL_FILES_S3_ENDPOINT",
                "region_name": "UPWELL_FILES_S3_REGION",
                "access_key": "UPWELL_FILES_S3_KEY",
                "secret_key": "UPWELL_FILES_S3_SECRET",
                "addressing_style": "UPWELL_FILES_S3_STYLE",
            }
        ),
    }
    if env.text("UPWELL_FILES_S3")
    else {}
)
SEARCH_FOLDER = DATA / "search"
MEDIA_ROOT = str(FILES)


def secret_key() -> str:
    """UPWELL_SECRET_KEY, else the key kept in the data folder, made there once and readable by its owner only."""
    if given := env.text("UPWELL_SECRET_KEY"):
        return given
    try:
        return places.kept_secret(DATA, "secret-key")
    except (OSError, places.CannotWrite) as error:
        raise SystemExit(str(error)) from error


# --- safety ----------------------------------------------------------------------------------------------------------
SECRET_KEY = secret_key()
DEBUG = env.flag("UPWELL_DEBUG")
PORT = env.number("UPWELL_PORT", 8000)
SITE_URL = env.text("UPWELL_SITE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
LIVE_URL = env.text("UPWELL_LIVE_URL").rstrip("/")
ALLOWED_HOSTS = env.words("UPWELL_ALLOWED_HOSTS") or [
    "localhost",
    "127.0.0.1",
    "[::1]",
    urlsplit(SITE_URL).hostname or "localhost",
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
IS_HTTPS = SITE_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
SESSION_ENGINE = "upwell.people.sessions"
SESSION_COOKIE_NAME = "upwell_session"
CSRF_COOKIE_NAME = "upwell_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "upwell.web.errors.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("UPWELL_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if IS_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
PICTURE_MAX_BYTES = 12 * 1024 * 1024
FILE_MAX_BYTES = env.number("UPWELL_FILE_MAX_MB", 200) * 1024 * 1024
UPLOAD_MAX_BYTES = env.number("UPWELL_UPLOAD_MAX_MB", 4096) * 1024 * 1024
RECORDING_MAX_MINUTES = env.number("UPWELL_RECORDING_MAX_MINUTES", 180)
SPEECH_MODEL = env.text("UPWELL_SPEECH_MODEL")
SPEECH_LANGUAGE = env.text("UPWELL_SPEECH_LANGUAGE")
SPEECH_WORDS = env.words("UPWELL_SPEECH_WORDS")
VOICE = env.text("UPWELL_VOICE")
CLAMD = env.text("UPWELL_CLAMD")
FILE_KINDS = env.words("UPWELL_FILE_KINDS", "video,audio,pdf,office,text")
FILE_UPLOAD_HANDLERS = [
    "upwell.media.uploading.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CHECK_LINKS = env.flag("UPWELL_CHECK_LINKS")
EMBED_HOSTS = env.hosts("UPWELL_EMBED_HOSTS", "www.youtube-nocookie.com,player.vimeo.com")

# --- the house -------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "upwell.core",
    "upwell.people",
    "upwell.media",
    "upwell.discussion",
    "upwell.library",
    "upwell.gatherings",
    "upwell.practice",
    "upwell.films",
    "upwell.needs",
    "upwell.journeys",
    "upwell.search",
    "upwell.planning",
    "upwell.notifications",
    "upwell.interop",
    "upwell.web",
]
MIDDLEWARE = [
    "upwell.core.http.DatabaseAwayMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "upwell.core.http.ContentSecurityMiddleware",
    "upwell.web.middleware.CompressPagesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "upwell.people.local_time.LocalTimeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "upwell.web.middleware.AcceptedFormMiddleware",
    "upwell.web.middleware.ToastMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "upwell.urls"
WSGI_APPLICATION = "upwell.wsgi.application"
ASGI_APPLICATION = "upwell.asgi.application"
APPEND_SLASH = True
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "web" / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "upwell.web.context.shell",
            ],
        },
    }
]
COTTON_DIR = "cotton"

# --- the database: PostgreSQL only -----------------------------------------------------------------------------------


KEEPS_STATEMENTS = env.flag("UPWELL_DATABASE_PREPARES", True)
ONLY_WHEN_ASKED = 10**9  # times: no statement is prepared for being frequent, only those of core/prepared.py


ADDRESS, OPTIONS = env.postgresql("UPWELL_DATABASE_URL", DATABASE_URL)
DATABASES = {
    "default": {
        **ADDRESS,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "prepare_threshold": ONLY_WHEN_ASKED if KEEPS_STATEMENTS else None,
            # one that nobody used for half a minute is closed: each holds some 15 MB in the database
            "pool": {"min_size": 1, "max_size": env.number("UPWELL_DATABASE_POOL", 8), "timeout": 10, "max_idle": 30},
            **OPTIONS,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people ----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["upwell.people.recognising.MemberBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "upwell.people.signin.SignInAdapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
# how often one may try: from one network address (a whole building may share it), and for one e-mail address (key)
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/5m/key",
    "request_login_code": "60/m/ip,3/5m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.flag("UPWELL_BEHIND_PROXY") else 0
DEMO = env.flag("UPWELL_DEMO")

# What the web processes must share and may lose: how often sign-in was tried. PostgreSQL keeps it, in an unlogged
# table, because each process's own memory would multiply the limits by their number and forget them at each start.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_attempts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# --- mail ------------------------------------------------------------------------------------------------------------
EMAIL_URL = env.text("UPWELL_EMAIL_URL", "console://")
globals().update(env.mail("UPWELL_EMAIL_URL", EMAIL_URL))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("UPWELL_EMAIL_FROM", "Upwell <upwell@localhost>")

# --- words and time --------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.text("UPWELL_TIME_ZONE", "UTC")
USE_I18N = USE_TZ = True

# --- what the front end built ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = str(ROOT / "web" / "built")
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"-[0-9A-Za-z_]{8}\.[a-z0-9]+(\.map)?$"

# --- meaning: another sentence embedder than the one that comes along, and how many threads it may take ---------------
UPWELL_EMBEDDING_FOLDER = env.text("UPWELL_EMBEDDING_FOLDER") or None
UPWELL_EMBEDDING_THREADS = env.number("UPWELL_EMBEDDING_THREADS", 1)

# --- jobs: which readers are told which lines of the journal, by the beginnings of their verbs ------------------------
JOURNAL_READERS: dict[str, tuple[str, ...]] = {
    "upwell.media.tasks.follow_line": ("file.added",),
    "upwell.search.tasks.follow_line": ("need.", "item.", "person.", "skill.", "recording.", "consent."),
    "upwell.notifications.tasks.notify_line": (
        "need.",
        "item.",
        "comment.",
        "skill.",
        "review.",
        "event.",
        "circle.",
        "task.",
        "link.dead",
        "path.entered",
        "path.buddy_",
        "mentoring.",
        "plan.came",
        "practice.",
        "consent.",
        "film.made",
        "film.failed",
        "recording.failed",
        "person.items_passed_on",
    ),
    "upwell.needs.tasks.follow_review": ("review.approved",),
    "upwell.needs.tasks.follow_event": ("event.dated",),
    "upwell.needs.tasks.follow_mentoring": ("mentoring.accepted",),
    "upwell.gatherings.tasks.invite": ("event.",),
    "upwell.gatherings.tasks.write_feeds": ("event.", "series.", "circle.changed"),
    "upwell.gatherings.tasks.follow_person": ("person.left",),
    "upwell.practice.tasks.follow_person": ("person.left",),
    "upwell.gatherings.tasks.follow_owner": ("item.handed_over",),
    "upwell.journeys.tasks.note_attendance": ("event.attended",),
    "upwell.journeys.tasks.note_meeting": ("event.attended", "mentoring.session_held"),
    "upwell.journeys.tasks.free_attempts": ("person.left",),
    "upwell.journeys.tasks.follow_line": (
        *("progress.finished", "progress.undone", "team.moved"),
        *("person.added", "person.edited", "person.left", "person.returned", "person.skill_"),
    ),
    "upwell.planning.tasks.follow_line": (
        *("progress.finished", "progress.undone", "task.tried", "path.step_done"),
        *("need.offered", "need.answered", "item.published", "item.revised"),
        *("event.attended", "mentoring.session_held"),
    ),
    "upwell.library.tasks.follow_line": ("person.left", "item.reacted", "comment.added"),
    "upwell.library.tasks.follow_recording": ("recording.ready", "recording.cut", "recording.put_back"),
    "upwell.library.tasks.follow_writers": (
        *("item.author_removed", "item.handed_over", "item.closed", "item.audience_set"),
        *("person.left", "person.password_set"),
    ),
}
JOBS_FROM = env.words("UPWELL_JOBS_FROM")  # what a process knows no job of, it need not load
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "" if JOBS_FROM else "tasks"
PROCRASTINATE_IMPORT_PATHS = JOBS_FROM
PROCRASTINATE_READONLY_MODELS = True

# --- logs ------------------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("UPWELL_LOG_LEVEL", "INFO")},
    "loggers": {"procrastinate": {"level": "WARNING"}},
}
