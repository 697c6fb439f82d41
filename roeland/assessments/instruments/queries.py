"""What is read of assessments: which an application needs, which there are, what is said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from roeland.assessments import classifying
from roeland.assessments.models import Assessment, Classification, Contribution, Opinion
from roeland.content import shipped
from roeland.organisation.models import Organisation, Person
from roeland.questionnaires import queries as sheets
from roeland.questionnaires.models import Remark
from roeland.register.models import Application
from roeland.rules import instruments as rules
from roeland.rules.classification import State
from roeland.rules.outcome import finding_facts
from roeland.rules.questionnaire import NO_ANSWER, Section
from roeland.rules.reading import Visibility

ALONG = ("application__unit", "sheet", "signed_by", "begun_by", "closed_by")
STILL = (Assessment.State.FILLING, Assessment.State.ADVICE)


@dataclass(frozen=True)
class Reading:
    """An assessment with everything that stands on it, read once."""

    assessment: Assessment
    filled: sheets.Filled

    @cached_property
    def contributions(self) -> dict[str, Contribution]:
        rows = Contribution.objects.filter(assessment=self.assessment)
        return {row.section: row for row in rows.select_related("person", "ready_by")}

    @cached_property
    def remarks(self) -> list[Remark]:
        return sheets.remarks_on(self.assessment.sheet)

    @cached_property
    def opinions(self) -> list[Opinion]:
        """All advice that was ever given on it, the newest first."""
        rows = Opinion.objects.filter(assessment=self.assessment)
        return list(rows.select_related("person").order_by("-given_at", "-pk"))

    @property
    def standing(self) -> dict[str, Opinion]:
        """Per role the newest advice on the text that stands now; what was said of an earlier text is left out."""
        found: dict[str, Opinion] = {}
        for opinion in self.opinions:
            if opinion.sha256 == self.assessment.sha256 and self.assessment.sha256:
                found.setdefault(opinion.role, opinion)
        return found

    @property
    def sections(self) -> tuple[Section, ...]:
        """The parts, each once, also those that repeat."""
        return self.assessment.form.sections

    def codes(self, section: str) -> list[str]:
        """The questions of a part that are asked now, over all its rows."""
        shown = self.filled.visibility
        return [
            question.code
            for each in self.filled.questionnaire.sections
            if each.code.partition("-")[0] == section
            for question in each.questions
            if shown[question.code] is Visibility.SHOWN
        ]

    def silent(self, section: str) -> list[str]:
        """Those on which nothing was said, not even "I don't know", although something must be."""
        by_code = self.filled.questionnaire.by_code
        answers = self.filled.answers
        return [
            code
            for code in self.codes(section)
            if not by_code[code].optional and not answers.get(code, NO_ANSWER).given
        ]

    @cached_property
    def complete(self) -> frozenset[str]:
        """The parts of which somebody said that they are ready: no row will come."""
        return frozenset(code for code, row in self.contributions.items() if row.ready_at is not None)

    @cached_property
    def conclusions(self) -> tuple[rules.Concluded, ...]:
        """What follows from the answers as far as they are known."""
        return rules.concluded(self.assessment.form, self.filled.facts, self.filled.parts, self.complete)


def read(assessment: Assessment) -> Reading:
    """Read an assessment as it is filled in now."""
    return Reading(assessment, sheets.filled(assessment.sheet))


def needed(classification: Classification | None, instrument: str) -> rules.Needed | None:
    """Whether the facts of an application ask for an instrument; None when they certainly do not, or are not there."""
    if classification is None:
        return None
    found = {finding.code: State(finding.state) for finding in classification.concluded}
    facts = {**finding_facts(found), **classifying.around_of(classification).given}
    return rules.needed(shipped.instrument(instrument), facts)


def of_application(application: Application) -> list[Assessment]:
    """All assessments of an application, the newest version of each instrument first."""
    rows = Assessment.objects.filter(organisation=application.organisation_id, application=application)
    return list(rows.select_related(*ALONG).order_by("instrument", "-number"))


def newest(rows: Iterable[Assessment]) -> dict[str, Assessment]:
    """Of each instrument the version that counts: the newest that was not stopped."""
    found: dict[str, Assessment] = {}
    for row in rows:
        if row.state != Assessment.State.STOPPED:
            found.setdefault(row.instrument, row)
    return found


def here(organisation: Organisation) -> QuerySet[Assessment]:
    """Every assessment of the organisation, what changed last first."""
    return Assessment.objects.filter(organisation=organisation).select_related(*ALONG).order_by("-begun_at", "-pk")


def asked_of(person: Person) -> QuerySet[Contribution]:
    """The parts that this person was asked to fill in and that are not ready."""
    rows = Contribution.objects.filter(organisation=person.organisation_id, person=person, ready_at=None)
    return rows.filter(assessment__state=Assessment.State.FILLING).select_related("assessment__application")
