"""The assessment as it stands, locked; and what the journal keeps of it."""

from typing import Any

from roeland.assessments.instruments.refusals import NotNow
from roeland.assessments.models import Assessment

State = Assessment.State


def locked(assessment: Assessment, *states: str) -> Assessment:
    """The row as it stands, for who changes it. Raises NotNow when it is in none of these states."""
    rows = Assessment.objects.select_for_update(of=("self",))
    row = rows.select_related("application__unit", "application__owner", "sheet", "organisation").get(pk=assessment.pk)
    row.sheet.organisation = row.application.organisation = row.organisation
    if row.state not in states:
        raise NotNow(row.state)
    return row


def told(assessment: Assessment, **more: Any) -> dict[str, Any]:
    """What the journal keeps beside the act: which assessment, which version."""
    return {"instrument": assessment.instrument, "number": assessment.number, **more}
