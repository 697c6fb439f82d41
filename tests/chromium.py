"""Make sure that there is a browser for the journeys: find it, or install it. Run as a program by `make test`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tests.browser import SWITCHES, chromium_executable

AS_ROOT = "apt-get update && apt-get install --yes chromium"
# A fresh machine is often busy with its own updates.
PATIENCE = ("-o", "DPkg::Lock::Timeout=120")


def starts() -> bool:
    """Whether a browser is here, and opens a page; says why it does not."""
    with sync_playwright() as playwright:
        path = chromium_executable() or playwright.chromium.executable_path
        if not Path(path).exists():
            return False
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        except Error as error:
            say(str(error))
            return False
        browser.new_page().goto("about:blank")
        browser.close()
    return True


def install(*, root: bool) -> None:
    """Install one: Debian's own as root, otherwise Playwright's for this user.

    The lists come first: a fresh machine has none. An update that fails is told by apt itself, and may be of a source
    that does not matter here, so the installation is tried all the same.
    """
    if root and shutil.which("apt-get"):
        say("Installing Chromium from Debian …")
        apt("update", "--quiet")
        for package in ("chromium-headless-shell", "chromium"):  # an older Debian has only the second
            apt("install", "--yes", "--quiet", "--no-install-recommends", package)
            if starts():
                break
        return
    say("Installing the Chromium that Playwright carries …")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def apt(*words: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *PATIENCE, *words], env=environment, check=False, stdout=subprocess.DEVNULL)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main(*, root: bool) -> int:
    """Return 0 when there is a browser now; otherwise say what to do."""
    if starts():
        return 0
    install(root=root)
    if starts():
        return 0
    if root:
        say("The journeys need a browser, and installing it did not work: see above. Mend that, or do it by hand:")
    else:
        say(
            "The journeys need a browser, and only root can install what is missing here. Ask for this, then try again:"
        )
    say(f"    {AS_ROOT}")
    say("Is there a Chromium with another name? Then ROELAND_CHROMIUM=<its path> is enough.")
    return 1


if __name__ == "__main__":
    sys.exit(main(root=os.geteuid() == 0))
