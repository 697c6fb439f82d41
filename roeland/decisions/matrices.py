"""The matrix that holds in an organisation: its own when it adopted one, else the shipped proposal."""

from roeland.library import queries
from roeland.organisation.models import Organisation
from roeland.rules.matrix import Governance


def matrix_of(organisation: Organisation) -> Governance:
    """The matrix that holds here now."""
    return queries.governance(organisation)[1]


def reference_of(organisation: Organisation) -> str:
    """How a row refers to the matrix that holds here now: "governance@1", "governance@own-2"."""
    return queries.governance(organisation)[0]


def matrix_at(organisation: Organisation, reference: str) -> Governance:
    """The matrix that a running case keeps. Raises NoSuchVersion or NoSuchDocument."""
    return queries.governance_at(organisation, reference)
