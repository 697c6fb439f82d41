"""The short survey: invite people, and count what they answer without keeping who said it."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from roeland.journal.services import record
from roeland.organisation.access import must, same_organisation
from roeland.organisation.models import Person
from roeland.portfolio.models import Experiment, Invitation, Survey, Tally
from roeland.portfolio.refusals import AlreadyAnswered, AlreadyAsked, BadAnswers, NobodyInvited
from roeland.portfolio.services.locking import locked
from roeland.rules.experiments import QUESTIONS, SCORES
from roeland.work import services as work

ASKED = "answer_survey"
State = Experiment.State
MOMENTS = {Survey.Moment.BEFORE: (State.PLANNED, State.RUNNING), Survey.Moment.AFTER: (State.RUNNING,)}


@transaction.atomic
def invite_to_survey(
    *, experiment: Experiment, moment: str, persons: Iterable[Person], closes_on: date, actor: Person
) -> Survey:
    """Ask these people, each with a task. One round before and one after.

    Raises NotPermitted, OtherOrganisation, NotNow, AlreadyAsked or NobodyInvited.
    """
    must(actor, "experiment.plan", experiment)
    people = list({person.pk: person for person in persons if person.active}.values())
    same_organisation(actor, experiment, *people)
    experiment = locked(experiment, *MOMENTS[Survey.Moment(moment)])
    if not people or closes_on < timezone.localdate():
        raise NobodyInvited
    survey = _new(experiment, moment, closes_on, actor)
    for person in people:
        invited = Invitation(organisation=experiment.organisation, survey=survey, person=person)
        invited.save(force_insert=True)
        work.ask(kind=ASKED, person=person, subject=invited, actor=actor, due=closes_on)
    values = {"moment": moment, "invited": len(people), "closes_on": closes_on.isoformat()}
    record("experiment.survey_sent", subject=experiment.application, actor=actor, values=values)
    return survey


@transaction.atomic
def answer_survey(*, invitation: Invitation, scores: Mapping[str, int], actor: Person) -> None:
    """Count an answer: a score from 1 to 5 for each question. The journal says nothing of it.

    Raises NotPermitted, AlreadyAnswered or BadAnswers.
    """
    must(actor, "survey.answer", invitation)
    if set(scores) != set(QUESTIONS) or not set(scores.values()) <= set(SCORES):
        raise BadAnswers
    survey = Survey.objects.select_for_update().get(pk=invitation.survey_id)
    mine = Invitation.objects.filter(pk=invitation.pk, answered=False)
    if survey.is_closed(timezone.localdate()) or not mine.update(answered=True):
        raise AlreadyAnswered
    for question, score in scores.items():
        Tally.objects.filter(survey=survey, question=question, score=score).update(number=F("number") + 1)
    Survey.objects.filter(pk=survey.pk).update(answers=F("answers") + 1)
    work.done(subject=invitation, kind=ASKED, actor=actor)


def _new(experiment: Experiment, moment: str, closes_on: date, actor: Person) -> Survey:
    where = {"organisation": experiment.organisation}
    survey = Survey(**where, experiment=experiment, moment=moment, closes_on=closes_on, invited_by=actor)
    try:
        with transaction.atomic():
            survey.save(force_insert=True)
    except IntegrityError:
        raise AlreadyAsked from None
    # Every tally is there from the start: which of them was made when would say who answered what.
    Tally.objects.bulk_create(
        Tally(**where, survey=survey, question=question, score=score) for question in QUESTIONS for score in SCORES
    )
    return survey
