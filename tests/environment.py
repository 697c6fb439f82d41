"""The surroundings of a test run, set before Django reads its settings (pytest loads this file first, by `-p`).

ROELAND_TEST_DATABASE chooses the database: sqlite (default) or postgres, which starts its own server.
ROELAND_TEST_MOULD is a folder for what several runs may share: the server and a migrated database (`tests/mould.py`).
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from tests import postgres

_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")


def _root() -> Path:
    """One folder for the whole run: made by the first process, shared by the workers it starts."""
    if kept := os.environ.get("ROELAND_TEST_ROOT"):
        return Path(kept)
    made = Path(tempfile.mkdtemp(prefix="roeland-test-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    os.environ["ROELAND_TEST_ROOT"] = str(made)
    return made


def _set_up() -> None:
    root = _root()
    data = root / (_WORKER or "main")
    data.mkdir(parents=True, exist_ok=True)
    os.environ["ROELAND_DATA"] = str(data)
    os.environ.setdefault("ROELAND_TEST_MOULD", str(root))
    os.environ["ROELAND_SECRET_KEY"] = "a key for tests only"
    os.environ["ROELAND_PLAIN_STATIC"] = "1"
    if os.environ.get("ROELAND_TEST_DATABASE", "sqlite") == "postgres":
        if not _WORKER:
            folder = Path(os.environ["ROELAND_TEST_MOULD"]) / "postgres"
            os.environ["ROELAND_DATABASE"] = postgres.start(folder, *postgres.SMALL)
    else:
        os.environ.pop("ROELAND_DATABASE", None)


_set_up()
