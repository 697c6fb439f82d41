"""The first people of the day all ask at once."""

import subprocess
import sys

TRIES = 8
FIRST_ASKED_BY_EIGHT = """
import sys, threading
from roeland.content import shipped
sys.setswitchinterval(1e-6)
gate = threading.Barrier(8)
def ask():
    gate.wait()
    shipped.questionnaire("intake"), shipped.classification(), shipped.law_dates()
asking = [threading.Thread(target=ask) for _ in range(8)]
[one.start() for one in asking]
[one.join() for one in asking]
"""


def test_documents_can_be_loaded_by_many_threads_at_once():
    """Each try is a process of its own: what is made ready once cannot be tried again."""
    ended = [subprocess.run([sys.executable, "-c", FIRST_ASKED_BY_EIGHT], check=False).returncode for _ in range(TRIES)]
    assert ended == [0] * TRIES
