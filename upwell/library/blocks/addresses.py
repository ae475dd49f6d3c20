"""Which addresses may be followed from a page, and which may be shown inside one."""

import re
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

_YOUTUBE = re.compile(r"(www\.|m\.)?youtube(-nocookie)?\.com|youtu\.be")
_VIMEO = re.compile(r"(www\.|player\.)?vimeo\.com")
_TASK = re.compile(r"(?:https?://[^\s/]+)?/tasks/([1-9][0-9]{0,17})/?(?:[?#]\S*)?")
_NAME = re.compile(r"[\w-]{1,40}")


def is_safe(url: str) -> bool:
    """Whether an address may be followed from a page: http, https or mail, and no script."""
    return re.match(r"(https?://[^\s/?#]+|mailto:[^\s@]+@)\S*$", url, re.IGNORECASE) is not None


def with_https(url: str) -> str:
    """An address as one says it (www.example.org) with https:// before it; any other as it is."""
    return f"https://{url}" if re.match(r"[\w-]+(\.[\w-]+)+([/?#]|$)", url) else url


def task_at(address: str) -> int | None:
    """The id of the task whose page has this address, with or without the site before it; None where it is no task's."""
    found = _TASK.fullmatch(address.strip())
    return int(found[1]) if found else None


def to_embed(url: str) -> str:
    """The address to show `url` from inside a page, or '' where the organisation does not allow that site.

    Addresses as one copies them from YouTube and Vimeo become those of their players that set no cookies. Allowed are
    the sites of settings.EMBED_HOSTS over https, and nothing else: no user names, no other ports.
    """
    player = _player(url)
    try:
        parts = urlsplit(player)
        is_plain = parts.scheme == "https" and parts.port is None and parts.username is None
    except ValueError:
        return ""
    return player if is_plain and is_safe(player) and parts.hostname in settings.EMBED_HOSTS else ""


def _player(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    host, steps = parts.hostname or "", [step for step in parts.path.split("/") if step]
    if _YOUTUBE.fullmatch(host):
        named = parse_qs(parts.query).get("v", [])
        after = (
            steps[1:] if steps[:1] and steps[0] in {"embed", "shorts", "live"} else steps if host == "youtu.be" else []
        )
        name = next(iter([*named, *after]), "")
        return f"https://www.youtube-nocookie.com/embed/{name}" if _NAME.fullmatch(name) else ""
    if _VIMEO.fullmatch(host):
        name = next((step for step in steps if step.isascii() and step.isdigit()), "")
        return f"https://player.vimeo.com/video/{name}?dnt=1" if name else ""
    return url
