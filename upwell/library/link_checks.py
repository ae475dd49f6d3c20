"""Whether an address still leads anywhere: asked of the site itself, and of nothing inside the organisation's own network.

Whoever shares a link chooses the address, so it must not make our server ask what only our server can reach: every
address a name stands for must be public, each step of a redirection is looked at anew, and we speak to the very address
we looked at. Nothing of what is there is read but the first line and the heads of the answer.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

SECONDS = 10  # to be reached, and to answer
MOST_STEPS = 5  # of a redirection
PORTS = {80, 443, 8080, 8443}
GONE = {404, 410}
REDIRECTS = {301, 302, 303, 307, 308}
NO_HEAD = {400, 403, 404, 405, 500, 501, 503}  # some sites answer a HEAD so, and a GET properly
AGENT = "Upwell link check"

Rule = Callable[[str, int], bool]


@dataclass(frozen=True)
class Outcome:
    """What was seen: `is_there` None is no answer, or one that says nothing. `why` is for the owner: '404', 'no answer'.

    `is_asked` is false where we did not look, as inside the organisation's own network: then nothing is known.
    """

    is_there: bool | None
    why: str = ""
    is_asked: bool = True


class NotAsked(Exception):
    """An address that we do not ask, whoever shares it."""


def is_public(address: str, port: int) -> bool:
    """Whether an IP address is on the open internet, at a port where pages live."""
    number = ipaddress.ip_address(address)
    mapped = getattr(number, "ipv4_mapped", None) or number
    return mapped.is_global and not mapped.is_multicast and not mapped.is_reserved and port in PORTS


def look(url: str, *, may_ask: Rule = is_public) -> Outcome:
    """Ask whether something is at `url`. It never raises; what may not be asked and what is unclear is no answer."""
    try:
        status = _followed(url, may_ask)
    except NotAsked:
        return Outcome(None, "not asked", is_asked=False)
    except socket.gaierror:
        return Outcome(None, "no such site")
    except (OSError, http.client.HTTPException, ValueError):
        return Outcome(None, "no answer")
    if status in GONE:
        return Outcome(False, str(status))
    return Outcome(True if status < 400 or status in {401, 403, 429} else None, str(status))


def _followed(url: str, may_ask: Rule) -> int:
    for _step in range(MOST_STEPS):
        status, where = _ask("HEAD", url, may_ask)
        if status in NO_HEAD:
            status, where = _ask("GET", url, may_ask)
        if status not in REDIRECTS or not where:
            return status
        url = urljoin(url, where)
    return 508  # sent round in circles: neither there nor gone


def _ask(method: str, url: str, may_ask: Rule) -> tuple[int, str]:
    """The status, and where it leads on. The connection is closed before anything of the body is read."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise NotAsked
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _address(parts.hostname, port, may_ask)
    connection = http.client.HTTPConnection(parts.hostname, port, timeout=SECONDS)
    connection.sock = socket.create_connection((address, port), timeout=SECONDS)
    try:
        if parts.scheme == "https":
            connection.sock = ssl.create_default_context().wrap_socket(connection.sock, server_hostname=parts.hostname)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")
    finally:
        connection.close()


def _address(host: str, port: int, may_ask: Rule) -> str:
    """The address to speak to; refused where any that the name stands for is none of the open internet's."""
    found = {str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(may_ask(address, port) for address in found):
        raise NotAsked
    return sorted(found, key=lambda address: ":" in address)[0]
