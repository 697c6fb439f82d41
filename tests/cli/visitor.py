"""Somebody with a browser, as far as a test of processes needs one; and waiting with patience."""

import http.cookiejar
import re
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from html import unescape

FIELD = re.compile(r'<(?:input|textarea)[^>]*\bname="(?P<name>[^"]+)"[^>]*>(?:(?P<text>[^<]*)</textarea>)?')
VALUE = re.compile(r'\bvalue="([^"]*)"')


class Visitor:
    """Keeps cookies, and sends forms back with what stood in them."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}"
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)

    def get(self, path: str) -> str:
        with self.opener.open(f"{self.address}{path}", timeout=20) as answer:
            return answer.read().decode()

    def post(self, page: str, path: str, **changes: str) -> str:
        """Send the form of `page` to `path` with these changes; return the address where one ends."""
        fields = {found["name"]: self._value(found) for found in FIELD.finditer(self.get(page))}
        data = urllib.parse.urlencode({**fields, **changes}).encode()
        with self.opener.open(f"{self.address}{path}", data=data, timeout=20) as answer:
            answer.read()
            return answer.geturl().removeprefix(self.address)

    def _value(self, found: re.Match[str]) -> str:
        value = VALUE.search(found[0])
        return unescape(found["text"] or (value[1] if value else "")).removeprefix("\n")

    def answers(self) -> bool:
        try:
            self.get("/demo/")
        except OSError:
            return False
        return True


def until(happens: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something happens."""
    patience, ends = threading.Event(), time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < ends, "it did not happen in time"
        patience.wait(0.02)
