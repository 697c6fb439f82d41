"""`make bench`: fill, serve, measure and print, after the rules by themselves.

Options: `rules`, `sqlite` or `postgres` to do only that, and sizes as words.
"""

import gzip
import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests import postgres
from tests.bench import descriptions, rules
from tests.bench.clients import WARM_UP, Act, Browser, Figures, measure
from tests.bench.serving import Server, server

SIZES = (1_000, 10_000, 100_000)
PARTS = ["rules", "sqlite", "postgres"]
TURNS = {1: 30, 8: 10}
# Of each figure the middle round counts: what else the machine does then never falls on one page alone.
ROUNDS = 3
# Finds more than one page at every size, so that a time is compared with that of a page as long.
FILTER = "class=unknown&class=high&phase=reported&phase=production"
# Every time another choice, so that nothing of it was counted before.
KINDS = {
    "class": ("forbidden", "high", "transparency", "minimal", "not_ai", "unknown"),
    "phase": ("reported", "in_assessment", "experiment", "production", "retired", "rejected", "stopped"),
    "route": ("light", "standard", "full", "forbidden", "unknown"),
    "personal": ("yes", "no", "unknown"),
}
TIMES = itertools.count()
LINE, LINES = b'<th scope="row">', 25
COLUMNS = "{:<20}{:>9}{:>9}{:>9}{:>10}{:>10}{:>12}{:>9}{:>10}"
HEADS = ("p50 ms", "p95 ms", "per s", "per s ×8", "× empty", "× at 1,000", "cpu ms", "× empty")


@dataclass(frozen=True)
class Visit:
    """One thing that people do, and its figures per number of clients."""

    name: str
    figures: dict[int, Figures]
    busy: float  # milliseconds of processor time per answer: a machine that is busy with more does not change them


def say(line: str = "") -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def full(body: bytes) -> bytes:
    """The page itself, when it has as many lines as a page can have."""
    if body.count(LINE) != LINES:
        raise SystemExit(f"a page of the register has {body.count(LINE)} lines instead of {LINES}")
    return body


def another_filter() -> str:
    """A filter that leaves out one value of each kind, other ones each time."""
    left, chosen = next(TIMES), []
    for name, values in KINDS.items():
        left, without = divmod(left, len(values))
        chosen += [f"{name}={value}" for value in values if value != values[without]]
    return "&".join(chosen)


def visits(known: dict) -> Iterator[tuple[str, Act]]:
    """What a person does, as a request; each turn has its own number."""

    def dossier(turn: int) -> str:
        return f"/register/{known['dossiers'][turn % len(known['dossiers'])]}/"

    def judged(turn: int) -> str:
        return f"/register/{known['classified'][turn % len(known['classified'])]}/"

    def step(turn: int) -> str:
        return f"/intake/{known['intakes'][turn % len(known['intakes'])]}/step/what/"

    def assessment(turn: int) -> str:
        return f"/assessments/{known['assessments'][turn % len(known['assessments'])]}/"

    def kept(turn: int) -> str:
        return f"{assessment(turn)}part/necessity/keep/"

    def field(turn: int) -> dict[str, str]:
        seen = {f"{code}.seen": "" for code in ("needed", "in_proportion", "other_ways", "as_little")}
        return {"needed": f"Omdat het anders niet kan, {turn}.", **seen}

    answers = {"technique": "learned", "technique.closing": "complete", "technique.seen": ""}
    answers |= {"output": "edit", "output.closing": "complete", "output.seen": ""}
    yield "empty page", lambda browser, turn: browser.get("/bench/empty/")
    yield "list", lambda browser, turn: full(browser.get("/register/"))
    yield "list, last page", lambda browser, turn: browser.get(f"/register/?page={known['last']}")
    yield "search", lambda browser, turn: browser.get("/register/?q=kentekencontroles")
    yield "filter", lambda browser, turn: full(browser.get(f"/register/?{FILTER}"))
    yield "filter, counted", lambda browser, turn: browser.get(f"/register/?{another_filter()}")
    yield "search everything", lambda browser, turn: browser.get("/search/?q=kentekencontroles")
    yield "the whole picture", lambda browser, turn: browser.get("/reports/")
    yield "dossier", lambda browser, turn: browser.get(dossier(turn))
    yield "dossier, classified", lambda browser, turn: browser.get(judged(turn))
    yield "dossier, 200 lines", lambda browser, turn: browser.get(f"/register/{known['long']}/")
    yield "my work", lambda browser, turn: browser.get("/")
    yield "matrix", lambda browser, turn: browser.get("/governance/matrix/")
    yield "intake step", lambda browser, turn: browser.get(step(turn))
    yield "300 questions", lambda browser, turn: browser.get(assessment(turn))
    yield "300 questions, part", lambda browser, turn: browser.get(f"{assessment(turn)}part/necessity/")
    yield "300 questions, save", lambda browser, turn: browser.post(kept(turn), field(turn), expected=200)
    yield "intake step, save", lambda browser, turn: browser.post(step(turn), answers)


def measured(serving: Server, known: dict) -> list[Visit]:
    browsers = [Browser(serving.port, known["cookies"]) for _ in range(max(TURNS))]
    rounds = [[_visited(name, act, browsers, serving) for name, act in visits(known)] for _ in range(ROUNDS)]
    return [_middle(same) for same in zip(*rounds, strict=True)]


def _visited(name: str, act: Act, browsers: list[Browser], serving: Server) -> Visit:
    before = serving.busy()
    figures = {clients: measure(act, browsers[:clients], turns) for clients, turns in TURNS.items()}
    answers = sum(clients * turns + WARM_UP for clients, turns in TURNS.items())
    return Visit(name, figures, (serving.busy() - before) / answers)


def _middle(same: Sequence[Visit]) -> Visit:
    """For each number of clients the figures of the round that was neither the quickest nor the slowest."""
    figures = {
        clients: sorted((visit.figures[clients] for visit in same), key=lambda each: each.p50) for clients in TURNS
    }
    middle = {clients: ordered[len(same) // 2] for clients, ordered in figures.items()}
    return Visit(same[0].name, middle, statistics.median(visit.busy for visit in same))


def imports(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The largest files that are allowed, each with the command that brings it in."""
    file = folder / "import.json"
    file.write_text(json.dumps([descriptions.a_record(number) for number in range(1_000)]))
    roeland = str(Path(sys.executable).with_name("roeland"))
    yield "import of 1,000 records", [roeland, "import", "register", "--organisation", "bench-0", str(file)]
    yield "import of a sheet of 10,000 rows", [sys.executable, "-m", "tests.bench.sheets", "bench-1"]


def longest_wait(serving: Server, known: dict, environment: dict[str, str], name: str, command: list[str]) -> str:
    """The longest that somebody waits for a save, while another brings in a large file."""
    save = dict(visits(known))["intake step, save"]
    browser, waits = Browser(serving.port, known["cookies"]), []
    settings = {"DJANGO_SETTINGS_MODULE": "roeland.config.settings"}
    importing = subprocess.Popen(command, env=os.environ | settings | environment, stdout=subprocess.DEVNULL)
    begun = time.perf_counter()
    while importing.poll() is None:
        asked = time.perf_counter()
        save(browser, len(waits))
        waits.append(time.perf_counter() - asked)
    if importing.returncode:
        raise SystemExit("the import did not succeed")
    return f"{name} {time.perf_counter() - begun:.1f} s · longest wait for a save {max(waits):.2f} s"


def told_by(part: str, environment: dict[str, str]) -> str:
    """What a part of the bench with a process of its own says it took."""
    command = [sys.executable, "-m", f"tests.bench.{part}"]
    done = subprocess.run(command, env=os.environ | environment, stdout=subprocess.PIPE, check=True, text=True)
    return done.stdout.strip()


def prepared(environment: dict[str, str], size: int) -> dict:
    command = [sys.executable, "-m", "tests.bench.preparing", str(size)]
    done = subprocess.run(command, env=os.environ | environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout) | {"last": size // 20 // 10}


def weights(serving: Server, known: dict) -> str:
    """Kilobytes over the line, compressed, for the list: the page itself and what a first visit fetches."""
    browser = Browser(serving.port, known["cookies"])
    body = browser.get("/register/")
    page = len(gzip.compress(body)) / 1024
    static = {part.split('"')[0].split("#")[0] for part in body.decode().split('"/static/')[1:]}
    assets = sum(len(fetched(serving, f"/static/{name}")) for name in static) / 1024
    return f"first visit {page + assets:.0f} kB compressed, then {page:.1f} kB"


def fetched(serving: Server, address: str) -> bytes:
    browser = Browser(serving.port, {})
    browser.connection.request("GET", address, headers={"Accept-Encoding": "br, gzip"})
    return browser.connection.getresponse().read()


def report(size: int, serving: Server, done: list[Visit], first: list[Visit], known: dict) -> None:
    memory = ", ".join(f"{megabytes:.0f}" for megabytes in serving.memory())
    say(f"\n{size:,} applications over 20 organisations")
    say(f"start-up {serving.started_in:.2f} s · memory per process {memory} MB · {weights(serving, known)}")
    say(COLUMNS.format("", *HEADS))
    for visit, reference in zip(done, first, strict=True):
        one, many = visit.figures[1], visit.figures[8]
        ratios = (f"{one.over(done[0].figures[1]):.2f}", f"{one.over(reference.figures[1]):.2f}")
        row = (f"{one.p50:.1f}", f"{one.p95:.1f}", f"{one.per_second:.1f}", f"{many.per_second:.1f}", *ratios)
        say(COLUMNS.format(visit.name, *row, f"{visit.busy:.1f}", f"{visit.busy / done[0].busy:.2f}"))


def bench(database: str, sizes: list[int]) -> None:
    first: list[Visit] = []
    say(f"\n━━ {database}")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="roeland-bench-") as folder:
            environment = surroundings(database, Path(folder))
            known = prepared(environment, size)
            with server(environment) as serving:
                done = measured(serving, known)
                first = first or done
                report(size, serving, done, first, known)
                for name, command in imports(Path(folder)):
                    say(longest_wait(serving, known, environment, name, command))
                for part in ("road", "newer_rules"):
                    say(told_by(part, environment))


def surroundings(database: str, folder: Path) -> dict[str, str]:
    """The environment of one run: its own data, its own database."""
    (folder / "data").mkdir()
    environment = {"ROELAND_DATA": str(folder / "data"), "ROELAND_SECRET_KEY": "for the bench only"}
    if database == "postgres":
        environment["ROELAND_DATABASE"] = postgres.start(folder / "postgres")
    return environment


def main(words: list[str]) -> None:
    sizes = [int(word.replace(",", "")) for word in words if word[0].isdigit()] or list(SIZES)
    wanted = [word for word in words if word in PARTS] or PARTS
    if "rules" in wanted:
        say("\n".join(rules.report()))
    for database in (word for word in wanted if word != "rules"):
        bench(database, sizes)


if __name__ == "__main__":
    main(sys.argv[1:])
