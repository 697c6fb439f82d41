"""People at their browsers: connections that stay open, and the time that each answer takes."""

import http.client
import statistics
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

WARM_UP = 3


@dataclass(frozen=True)
class Figures:
    """Milliseconds per answer, and answers per second over all clients."""

    p50: float
    p95: float
    per_second: float
    size: int

    def over(self, other: "Figures") -> float:
        return self.p50 / other.p50


class Browser:
    """One signed-in client with one open connection."""

    def __init__(self, port: int, cookies: dict[str, str]):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = cookies
        self.headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())}

    def get(self, address: str) -> bytes:
        self.connection.request("GET", address, headers=self.headers | {"Accept-Encoding": "identity"})
        return self._answer(address, 200)

    def post(self, address: str, fields: dict[str, str], expected: int = 302) -> bytes:
        """Send a form. `expected`: 200 where the answer is a part of a page."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self.cookies["csrftoken"]})
        form = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"http://127.0.0.1:{self.connection.port}",
        }
        self.connection.request("POST", address, body, self.headers | form)
        return self._answer(address, expected)

    def _answer(self, address: str, expected: int) -> bytes:
        response = self.connection.getresponse()
        body = response.read()
        if response.status != expected:
            raise SystemExit(f"{address} answered {response.status} instead of {expected}:\n{body[:2000].decode()}")
        return body


Act = Callable[[Browser, int], bytes]


def _work(browser: Browser, act: Act, turns: range, taken: list[float], sizes: list[int]) -> None:
    for turn in turns:
        begun = time.perf_counter()
        sizes.append(len(act(browser, turn)))
        taken.append((time.perf_counter() - begun) * 1000)


def measure(act: Act, browsers: list[Browser], turns: int) -> Figures:
    """Let every browser act `turns` times at once, after a short warm-up; each turn has its own number."""
    taken: list[float] = []
    sizes: list[int] = []
    for turn in range(WARM_UP):
        act(browsers[0], 1_000_000 + turn)
    threads = [
        threading.Thread(target=_work, args=(browser, act, range(place * turns, (place + 1) * turns), taken, sizes))
        for place, browser in enumerate(browsers)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - begun
    if len(taken) != turns * len(browsers):
        raise SystemExit("a client stopped before it was done")
    cuts = statistics.quantiles(taken, n=20)
    return Figures(statistics.median(taken), cuts[-1], len(taken) / elapsed, max(sizes))
