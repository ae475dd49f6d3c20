"""Which pages may speak to the realtime process: ours, which are served at another port or behind the same proxy."""

from urllib.parse import urlsplit

from django.conf import settings


def is_ours(origin: str, host: str) -> bool:
    """Whether `origin` (as browsers send it) is a page of this installation, where `host` is asked for what stays open.

    The site's own address is, and the same host at the same port or the one before: that is where pages are served.
    """
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    try:
        page, live = urlsplit(origin), urlsplit(f"//{host}")
        ports = page.port or (443 if page.scheme == "https" else 80), live.port
    except ValueError:
        return False
    if page.scheme not in {"http", "https"} or not page.hostname or page.hostname != live.hostname:
        return False
    return live.port is None or ports[0] in {live.port, live.port - 1}
