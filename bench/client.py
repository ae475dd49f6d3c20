"""A browser's worth of HTTP for measuring: keeps its cookies and one connection, and knows how to sign in."""

import http.client
import re
import time
from dataclasses import dataclass
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back: the status, the seconds it took, the bytes over the wire, the text (decoded only where plain)."""

    status: int
    seconds: float
    size: int
    text: str
    location: str


class Client:
    """One signed-in person on one connection to 127.0.0.1."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> Answer:
        """GET `path`."""
        return self.ask("GET", path, None, headers)

    def post(self, path: str, **fields: str) -> Answer:
        """POST a form with the token of the session."""
        body = urlencode({"csrfmiddlewaretoken": self.token, **fields})
        return self.ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def sign_in(self, email: str, password: str) -> None:
        """Sign in with a password, as the form does."""
        self.read_token("/account/sign-in/")
        answer = self.post("/account/sign-in/", login=email, password=password)
        assert answer.status == 302, (answer.status, answer.text[:500])
        self.read_token("/needs/")

    def read_token(self, path: str) -> None:
        """Take the token that the forms of `path` carry."""
        found = TOKEN.search(self.get(path).text)
        assert found, f"no form on {path}"
        self.token = found.group(1)

    def ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Answer:
        """One request on the open connection."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()), **headers}
        begun = time.perf_counter()
        self.connection.request(method, path, body, sent)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - begun
        for cookie in response.headers.get_all("Set-Cookie") or []:
            name, _, rest = cookie.partition("=")
            self.cookies[name] = rest.split(";")[0]
        text = content.decode("utf-8", "replace") if not response.headers.get("Content-Encoding") else ""
        return Answer(response.status, seconds, len(content), text, response.headers.get("Location", ""))
