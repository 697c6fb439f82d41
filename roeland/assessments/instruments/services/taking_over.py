"""Each fact is asked once: what is known already is filled in, with where it came from."""

from django.db import transaction

from roeland.assessments.instruments import known
from roeland.assessments.instruments.services.filling import save
from roeland.assessments.models import Assessment, TakenOver
from roeland.organisation.models import Person
from roeland.questionnaires import queries as sheets
from roeland.questionnaires import services as answering
from roeland.rules.questionnaire import NO_ANSWER


class NotKnown(LookupError):
    """Nothing outside answers this question."""


def fill_in(assessment: Assessment, actor: Person) -> int:
    """Fill in what is known of the questions on which nothing was said yet; return how many. For a new assessment."""
    said = sheets.answers(assessment.sheet)
    found = known.known(assessment)
    taken = {
        code: found[question.share]
        for code, question in known.shared_questions(assessment).items()
        if not said.get(code, NO_ANSWER).given
        and question.share in found
        and known.fits(question, found[question.share].answer)
    }
    if taken:
        answers = {code: one.answer for code, one in taken.items()}
        answering.save(sheet=assessment.sheet, answers=answers, actor=actor)
        rows = [_row(assessment, code, one) for code, one in taken.items()]
        TakenOver.objects.bulk_create(rows)
    return len(taken)


@transaction.atomic
def take_over(*, assessment: Assessment, question: str, actor: Person) -> TakenOver:
    """Make what its source says now the answer. Raises as `filling.save`, or NotKnown."""
    asked = known.shared_questions(assessment).get(question)
    found = known.known(assessment).get(asked.share) if asked else None
    if asked is None or found is None or not known.fits(asked, found.answer):
        raise NotKnown(question)
    save(assessment=assessment, answers={question: found.answer}, actor=actor)
    row, _made = TakenOver.objects.update_or_create(
        assessment=assessment,
        question=question,
        defaults={"organisation": assessment.organisation, "source": found.source, "mark": found.mark},
    )
    return row


def copy(assessment: Assessment, earlier: Assessment) -> None:
    """The next version knows where its answers came from, as the one before did."""
    rows = TakenOver.objects.filter(assessment=earlier)
    TakenOver.objects.bulk_create(
        TakenOver(
            organisation=assessment.organisation,
            assessment=assessment,
            question=row.question,
            source=row.source,
            mark=row.mark,
        )
        for row in rows
    )


def _row(assessment: Assessment, code: str, found: known.Known) -> TakenOver:
    return TakenOver(
        organisation=assessment.organisation,
        assessment=assessment,
        question=code,
        source=found.source,
        mark=found.mark,
    )
