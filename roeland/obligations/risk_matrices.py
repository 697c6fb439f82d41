"""The matrix of risks that holds in an organisation: its own, or else the shipped proposal."""

from uuid import UUID

from django.db.models import QuerySet

from roeland.content import shipped
from roeland.obligations.models import OwnMatrix
from roeland.organisation.models import Organisation
from roeland.organisation.prepared import prepared
from roeland.rules.risks import RiskMatrix

MATRIX = "risk-matrix"


def proposal() -> RiskMatrix:
    """The matrix that Roeland ships."""
    return shipped.meaning(MATRIX, RiskMatrix)


def matrix_of(organisation: Organisation) -> RiskMatrix:
    """The matrix that holds here; one query."""
    own = _own.first(organisation.pk)
    return proposal().with_cells(own) if own is not None else proposal()


@prepared
def _own(organisation: UUID) -> QuerySet[OwnMatrix, list[list[str]]]:
    return OwnMatrix.objects.filter(organisation=organisation).values_list("cells", flat=True)
