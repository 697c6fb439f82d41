"""Where applications deviate from the organisation's own guidelines, as signed architecture checks say."""

from collections.abc import Iterator
from dataclasses import dataclass

from roeland.assessments.models import Assessment
from roeland.organisation.models import Organisation
from roeland.questionnaires.models import Answer
from roeland.rules.expanding import in_row, row_of

INSTRUMENT = "architecture"
DEVIATING = ("partly", "deviates")
READ = ("meets", "guideline", "deviates_why")
AT_MOST = 500


@dataclass(frozen=True)
class Deviation:
    """One guideline that an application does not, or only partly, meet."""

    assessment: Assessment
    guideline: str
    partly: bool
    why: str


def deviations(organisation: Organisation) -> list[Deviation]:
    """All that stand in the newest signed checks, the last signed first; at most 500 checks are read."""
    rows = Assessment.objects.filter(
        organisation=organisation, instrument=INSTRUMENT, state=Assessment.State.SIGNED
    ).select_related("application")
    signed = {row.sheet_id: row for row in rows.order_by("-signed_at", "-pk")[:AT_MOST]}
    given: dict[tuple[object, str], object] = {}
    answers = Answer.objects.filter(organisation=organisation, sheet__in=signed)
    for sheet, question, value in answers.values_list("sheet", "question", "value"):
        given[sheet, question] = value
    return [found for row in signed.values() for found in _of(row, given)]


def _of(row: Assessment, given: dict[tuple[object, str], object]) -> Iterator[Deviation]:
    keys = [row_of(code) for sheet, code in given if sheet == row.sheet_id and code.startswith("meets-")]
    for key in keys:
        meets, guideline, why = (given.get((row.sheet_id, in_row(code, key))) for code in READ)
        if meets in DEVIATING:
            yield Deviation(row, str(guideline or ""), meets == "partly", str(why or ""))
