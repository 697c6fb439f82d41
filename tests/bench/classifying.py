"""An intake and a classification for as many applications as asked for, put straight into the tables.

They are copies of a few real ones. Of the findings only those that are not excluded are copied, without their reasons:
nobody opens these applications, and the rest would make the tables ten times as large.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.utils import timezone

from roeland.assessments import services as intakes
from roeland.assessments.models import Classification, Finding, Intake
from roeland.organisation.models import Person
from roeland.questionnaires import services as sheets
from roeland.questionnaires.models import Sheet
from roeland.register.models import Application
from tests.bench.rules import answer_sets

KINDS = ("simple", "simple", "simple", "heavy", "heavy", "half unknown")


def classify(person: Person, chance: random.Random) -> int:
    """Give every application of an organisation the intake that led to its outcome; return how many."""
    made = {kind: _model(person, kind) for kind in dict.fromkeys(KINDS)}
    models = [made[kind] for kind in KINDS]
    here = Application.objects.filter(organisation=person.organisation_id, classifications=None)
    waiting = iter(list(here))
    done = 0
    while batch := list(itertools.islice(waiting, 500)):
        _copy(batch, models, chance)
        done += len(batch)
    return done


def _model(person: Person, kind: str) -> tuple[Classification, list[Finding]]:
    """A real classification, with its findings that are not excluded."""
    intake = intakes.report(actor=person, name=f"Model {kind}", purpose="Om te meten.", unit=person.unit)
    sheets.save(sheet=intake.sheet, answers=answer_sets()[kind], actor=person)
    made = intakes.submit(intake=intake, actor=person)
    return made, list(made.findings.exclude(state="excluded"))


def _copy(batch: list[Application], models: list[Any], chance: random.Random) -> None:
    pairs = [(application, *chance.choice(models)) for application in batch]
    made = [_classification(application, model) for application, model, _ in pairs]
    Sheet.objects.bulk_create(each.sheet for each in made)
    Intake.objects.bulk_create(
        Intake(organisation_id=each.organisation_id, application_id=each.application_id, sheet=each.sheet)
        for each in made
    )
    Classification.objects.bulk_create(made)
    Finding.objects.bulk_create(_findings(made, pairs), batch_size=2_000)


def _classification(application: Application, model: Classification) -> Classification:
    before = timezone.now() - timedelta(days=30)
    columns = {field.attname: getattr(model, field.attname) for field in Classification._meta.fields}
    columns |= {"application_id": application.pk, "made_at": before}
    del columns["id"], columns["sheet_id"]
    sheet = Sheet(
        organisation_id=application.organisation_id,
        questionnaire=model.questionnaire,
        started_by=model.made_by,
        started_at=before,
        submitted_at=before,
    )
    return Classification(**columns, sheet=sheet)


def _findings(made: list[Classification], pairs: list[Any]) -> Iterator[Finding]:
    for classification, (_application, _model, findings) in zip(made, pairs, strict=True):
        for each in findings:
            columns = {field.attname: getattr(each, field.attname) for field in Finding._meta.fields}
            del columns["id"]
            yield Finding(**columns | {"classification_id": classification.pk, "because": [], "open_questions": []})
