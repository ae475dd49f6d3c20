"""Reads settings from the environment, each with a type, and fails with one clear sentence."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict


def text(name: str, default: str = "") -> str:
    """The variable NAME, or the content of the file that NAME_FILE points at (for secrets), or `default`."""
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise SystemExit(f"{name}_FILE points at {path}, which cannot be read: {error.strerror}.") from error
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    """Whether NAME is on; on is 1, true, yes or on, off is 0, false, no, off or empty."""
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise SystemExit(f"{name} must be yes or no, not {value!r}.")


def number(name: str, default: int) -> int:
    """NAME as a whole number."""
    value = text(name, str(default))
    if not value.lstrip("-").isdigit():
        raise SystemExit(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def words(name: str, default: str = "") -> list[str]:
    """NAME as a list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def hosts(name: str, default: str = "") -> list[str]:
    """NAME as a list of host names, nothing else: they go into a header that says what pages may load."""
    given = [host.lower() for host in words(name, default)]
    for host in given:
        if not re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)+", host):
            raise SystemExit(f"{name} must be host names separated by commas (maps.example.org), not {host!r}.")
    return given


def given(names: dict[str, str]) -> dict[str, str]:
    """Those of several variables that are set: what each is called where it is used, and NAME."""
    return {called: value for called, name in names.items() if (value := text(name))}


def postgresql(name: str, url: str) -> tuple[dict[str, str], dict[str, str]]:
    """Where NAME, a postgresql:// address, says that the database is, as Django has it, and the options behind its '?';
    `?host=/folder` names a socket."""
    if not url.startswith(("postgresql://", "postgres://")):
        raise SystemExit(f"{name} must begin with postgresql://.")
    try:
        said = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    except ProgrammingError as error:  # its own words may quote the password
        raise SystemExit(
            f"{name} cannot be read: it looks like postgresql://user:password@host/name, and %, @ and / in a password "
            "are written as %25, %40 and %2F."
        ) from error
    address = {
        "NAME": said.pop("dbname", "upwell"),
        "USER": said.pop("user", ""),
        "PASSWORD": said.pop("password", ""),
        "HOST": said.pop("host", ""),
        "PORT": said.pop("port", ""),
    }
    return address, said


def mail(name: str, url: str) -> dict[str, object]:
    """Django's mail settings from NAME: smtp://user:password@host:587/?tls=1, smtps://..., or console://."""
    parts = urlsplit(url)
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if parts.scheme not in {"smtp", "smtps"}:
        raise SystemExit(f"{name} must begin with smtp://, smtps:// or console://.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "1",
        "EMAIL_TIMEOUT": 20,
    }
