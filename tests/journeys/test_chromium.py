"""Before any journey: a browser is found, or installed, or asked for in so many words."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests import chromium
from tests.browser import chromium_executable

# What is asked of it is written down. Like the real one it knows no package before it has fetched its lists.
APT = """#!/bin/bash
echo "$@" >> "{folder}/asked"
case "$*" in
  *update*) {update} ;;
  *install*{package})
    [ -e "{folder}/lists" ] || {{ echo "E: Unable to locate package chromium" >&2; exit 100; }}
    printf '#!/bin/sh\\nexec "%s" "$@"\\n' "{real}" > "{folder}/{package}"
    /bin/chmod +x "{folder}/{package}" ;;
  *install*) echo "E: Unable to locate package ${{@: -1}}" >&2; exit 100 ;;
esac
"""
WITHOUT_WINDOWS = "chromium-headless-shell"
FETCHES = ': > "{folder}/lists"'
FAILS = 'echo "E: Could not reach the mirror" >&2; exit 100'

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def real(browser: Browser) -> str:
    return chromium_executable() or browser.browser_type.executable_path


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the step of `make test` on a machine on which nothing is to be found but what stands in one folder."""

    def run_there(*, root: bool) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "ROELAND_CHROMIUM"}
        nowhere = {"PLAYWRIGHT_BROWSERS_PATH": str(tmp_path), "PLAYWRIGHT_DOWNLOAD_HOST": "http://127.0.0.1:9"}
        code = f"import sys; from tests.chromium import main; sys.exit(main(root={root}))"
        return subprocess.run(
            [sys.executable, "-c", code],
            env=kept | nowhere | {"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run_there


def an_apt(folder: Path, real: str, update: str = FETCHES, package: str = WITHOUT_WINDOWS) -> None:
    script = folder / "apt-get"
    update = update.format(folder=folder)
    script.write_text(APT.format(folder=folder, real=real, update=update, package=package))
    script.chmod(0o755)


def asked(folder: Path) -> list[str]:
    """What apt-get was asked to do, and about what."""
    lines = (folder / "asked").read_text().splitlines()
    told = ("update", "install", "chromium", WITHOUT_WINDOWS)
    return [" ".join(word for word in line.split() if word in told) for line in lines]


def test_root_on_a_machine_without_lists_fetches_them_and_then_the_browser(tmp_path, real, run):
    an_apt(tmp_path, real)
    done = run(root=True)
    assert (done.returncode, asked(tmp_path)) == (0, ["update", f"install {WITHOUT_WINDOWS}"])


def test_a_source_that_does_not_answer_stops_nothing_when_the_lists_are_there(tmp_path, real, run):
    an_apt(tmp_path, real, update=FAILS)
    (tmp_path / "lists").touch()
    done = run(root=True)
    assert (done.returncode, asked(tmp_path)) == (0, ["update", f"install {WITHOUT_WINDOWS}"])


def test_a_debian_that_only_has_the_whole_browser_gets_that(tmp_path, real, run):
    an_apt(tmp_path, real, package="chromium")
    done = run(root=True)
    assert (done.returncode, asked(tmp_path)) == (0, ["update", f"install {WITHOUT_WINDOWS}", "install chromium"])


def test_root_for_whom_it_does_not_work_reads_why_and_what_to_do(tmp_path, real, run):
    an_apt(tmp_path, real, update=FAILS)
    done = run(root=True)
    assert done.returncode == 1
    assert "Could not reach the mirror" in done.stderr
    assert "Unable to locate package chromium" in done.stderr
    assert "installing it did not work" in done.stdout
    assert f"    {chromium.AS_ROOT}\n" in done.stdout


def test_who_is_not_root_never_asks_apt_and_reads_what_root_must_do(tmp_path, real, run):
    an_apt(tmp_path, real)
    done = run(root=False)
    assert done.returncode == 1
    assert not (tmp_path / "asked").exists()
    assert "only root can install what is missing here" in done.stdout
    assert "    apt-get update && apt-get install --yes chromium\n" in done.stdout
