"""A tiny OpenID Connect provider on this machine, that says about a person whatever the test wants."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import requests
from django.test import Client

SAID = {
    "email": "nora@stad.test",
    "name": "Nora Peeters",
    "groups": ["ai-team-leads", "ai-info", "canteen"],
    "department": "HUUR",
}


class Provider(ThreadingHTTPServer):
    """Knows one client and one person; `said` are the claims about that person."""

    client_id, secret = "roeland", "between us"

    def __init__(self, said: dict[str, Any]) -> None:
        super().__init__(("127.0.0.1", 0), Answers)
        self.said = said
        self.codes: dict[str, dict[str, str]] = {}

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        if parts.path == "/.well-known/openid-configuration":
            self.answer({"issuer": self.server.address} | self.endpoints())
        elif parts.path == "/authorize":
            asked = {key: values[0] for key, values in parse_qs(parts.query).items()}
            self.server.codes["a-code"] = asked
            target = f"{asked['redirect_uri']}?{urlencode({'code': 'a-code', 'state': asked['state']})}"
            self.send_response(302)
            self.send_header("Location", target)
            self.end_headers()
        elif parts.path == "/userinfo" and self.headers["Authorization"] == "Bearer a-token":
            self.answer(self.server.said)
        else:
            self.answer({"error": "not here"}, 404)

    def do_POST(self) -> None:
        sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        asked = self.server.codes.pop(sent.get("code", [""])[0], None)
        verifier = sent.get("code_verifier", [""])[0].encode()
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier).digest()).decode().rstrip("=")
        if asked is None or asked.get("code_challenge") != challenge or not self.knows_the_secret(sent):
            self.answer({"error": "invalid_grant"}, 400)
        else:
            self.answer({"access_token": "a-token", "token_type": "Bearer", "expires_in": 300})

    def knows_the_secret(self, sent: dict[str, list[str]]) -> bool:
        basic = base64.b64encode(f"{self.server.client_id}:{self.server.secret}".encode()).decode()
        return sent.get("client_secret") == [self.server.secret] or self.headers["Authorization"] == f"Basic {basic}"

    def endpoints(self) -> dict[str, str]:
        here = self.server.address
        return {
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/jwks",
        }

    def answer(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Say nothing on the screen of the test run."""


@contextmanager
def running(said: dict[str, Any]) -> Iterator[Provider]:
    provider = Provider({"sub": f"person-{time.monotonic_ns()}"} | said)
    thread = threading.Thread(target=provider.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
        thread.join()


def sign_in(client: Client, process: str = "login", to: str = ""):
    """Walk the whole way: our form, the provider's page, and back with the code; `to` is what they opened first."""
    to_provider = client.post(f"/account/oidc/stad/login/?process={process}" + (f"&next={to}" if to else ""))
    back = requests.get(to_provider.url, allow_redirects=False, timeout=5).headers["Location"]
    parts = urlsplit(back)
    return client.get(f"{parts.path}?{parts.query}")
