"""Everything that must be right before a change is good: `make sure`. Prints the time of each step."""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
REAL_DATA = Path(os.environ.get("ROELAND_REAL_DATA", ROOT.parent / "shared" / "data"))
BIN = Path(sys.executable).parent
PYTEST = (sys.executable, "-m", "pytest")
AT_ONCE = ("-n", "2", "--dist", "worksteal")  # who is done first takes over what waits for the other
BY_FILE = ("-n", "2", "--dist", "loadgroup")  # file by file, as `tests/conftest.py` groups them
APART = ("house", "rules", "content", "journeys", "bench")  # folders of tests that have a step of their own, or none
# Of the house, what a database can answer in its own way: triggers, and what goes when rows go.
ON_BOTH = tuple(f"tests/house/test_{name}.py" for name in ("standing", "leaving", "retention"))
COUNT = re.compile(r"(\d+) (passed|failed|errors?)\b")
REAL_FILE_TESTS = re.compile(r"^tests/\S+::", re.MULTILINE)


@dataclass
class Step:
    """One check: a name, the words of its command, and what it wants in its environment."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    passed: int = 0
    good: bool = False


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def program(name: str, *words: str) -> tuple[str, ...]:
    return (str(BIN / name), *words)


def pytest(*words: str, marks: str = "") -> tuple[str, ...]:
    """A pytest command; without the real files their tests are left out (and counted at the end)."""
    marks = " and ".join(filter(None, (marks, "" if REAL_DATA.is_dir() else "not real_data")))
    return (*PYTEST, *words, *(("-m", marks) if marks else ()))


def rooms() -> list[str]:
    """The folders with the tests of the rooms that use the database."""
    return sorted(
        f"tests/{path.parent.name}" for path in ROOT.glob("tests/*/__init__.py") if path.parent.name not in APART
    )


def steps(data: str) -> Iterator[Step]:
    """Every check, the quick ones first."""
    apart = {"ROELAND_DATA": data}  # the settings make a key beside the data
    postgres = {"ROELAND_TEST_DATABASE": "postgres"}
    yield Step("translations are compiled", program("roeland", "messages", "compile"))
    yield Step("ruff format", program("ruff", "format", "--check", "."))
    yield Step("ruff check", program("ruff", "check", "."))
    yield Step("mypy", program("mypy", "roeland"), apart)
    yield Step("floors (import-linter)", program("lint-imports"))
    makemigrations = (sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")
    yield Step("migrations", makemigrations, {**apart, "DJANGO_SETTINGS_MODULE": "roeland.config.settings"})
    yield Step("shape of the house", pytest(*AT_ONCE, "tests/house"))
    yield Step("rules and content", pytest(*AT_ONCE, "tests/rules", "tests/content"))
    yield Step("rooms on SQLite", pytest(*BY_FILE, *rooms()))
    yield Step("journeys in Dutch on SQLite, and axe", pytest(*AT_ONCE, "tests/journeys", marks="not english"))
    # Of the journeys only the English ones use PostgreSQL: `tests/conftest.py` leaves out the others.
    everything = pytest(*BY_FILE, "tests/journeys", *ON_BOTH, *rooms())
    yield Step("rooms, and journeys in English, on PostgreSQL", everything, postgres)


def surroundings(data: str) -> dict[str, str]:
    """What every step finds: the real files, a mould for its databases, and Python files that are compiled once."""
    kept_elsewhere = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{data}/compiled"}
    return {
        "ROELAND_REAL_DATA": str(REAL_DATA),
        "ROELAND_TEST_MOULD": data,
        **(kept_elsewhere if sys.dont_write_bytecode else {}),
    }


def take(step: Step, shared: dict[str, str]) -> None:
    """Run one step, show what it says, and keep how it went."""
    say(f"\n── {step.name}")
    started = time.monotonic()
    environment = {**os.environ, **shared, **step.environment}
    running = subprocess.Popen(
        step.command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    for line in running.stdout or ():
        sys.stdout.write(line)
        if step.command[:3] == PYTEST:
            step.passed = sum(int(n) for n, what in COUNT.findall(line) if what == "passed") or step.passed
    step.good = running.wait() == 0
    step.seconds = time.monotonic() - started
    say(f"   {'good' if step.good else 'NOT GOOD'}, {step.seconds:.1f} s")


def not_run() -> int:
    """How many tests on real files did not run, because the files are not here."""
    if REAL_DATA.is_dir():
        return 0
    command = (*PYTEST, "--collect-only", "-q", "-m", "real_data", "tests")
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return len(REAL_FILE_TESTS.findall(listed.stdout))


def summary(taken: list[Step]) -> int:
    """Print how long each step took and what is not good; return the exit status."""
    say("\n── in short")
    for step in taken:
        say(f"{step.seconds:7.1f} s  {'good    ' if step.good else 'NOT GOOD'}  {step.name}")
    bad = [step for step in taken if not step.good]
    for step in bad:
        words = [f"{name}={value}" for name, value in step.environment.items()]
        say(f"Again by itself: {' '.join([*words, *step.command])}")
    total = sum(step.seconds for step in taken)
    say(f"\n{sum(step.passed for step in taken)} passed, {len(bad)} of {len(taken)} steps not good, in {total:.0f} s")
    say(f"{not_run()} real-file tests did not run.")
    return 1 if bad else 0


def main() -> int:
    if os.environ.get("ROELAND_REAL_DATA_REQUIRED") == "1" and not REAL_DATA.is_dir():
        say(f"The real files are required, and there is no folder {REAL_DATA}. Set ROELAND_REAL_DATA.")
        return 1
    taken = []
    with tempfile.TemporaryDirectory(prefix="roeland-sure-") as data:
        for step in steps(data):
            take(step, surroundings(data))
            taken.append(step)
    return summary(taken)


if __name__ == "__main__":
    sys.exit(main())
