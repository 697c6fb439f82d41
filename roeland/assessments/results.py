"""The page of a result: what is certain, possible and open, the lenses, the roles, and who would know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from roeland.assessments import asking, classifying, duties, queries
from roeland.assessments.explaining import Explained, Knower, by_state, possible_classes
from roeland.assessments.models import Classification, Concluded, Intake
from roeland.content import shipped
from roeland.library.queries import governance
from roeland.organisation.access import may
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import role_name
from roeland.questionnaires.screen import question_label, say_answer
from roeland.register.models import Application, Route
from roeland.rules import outcome as rules
from roeland.rules.classification import State
from roeland.rules.matrix import row_of

SCORES = {
    "confidentiality": gettext_lazy("Confidentiality"),
    "icr_confidentiality": gettext_lazy("Confidentiality"),
    "integrity": gettext_lazy("Integrity"),
    "icr_integrity": gettext_lazy("Integrity"),
    "availability": gettext_lazy("Availability"),
}
"""The questions whose answers are the security class: BIV in the Netherlands, ICR in Flanders."""
OTHER_ENTITY = "provider-in-group"
"""The role that another entity of the group has."""


@dataclass(frozen=True)
class Open:
    """A question that is still open: who would know, and what depends on it."""

    question: str
    knower: Knower | None
    findings: list[str]


@dataclass(frozen=True)
class Said:
    """An answer of the run: the question, what was said, by which expert role ("" is who reported), and when."""

    question: str
    answer: str
    role: str
    at: datetime


@dataclass(frozen=True)
class Lens:
    """What one of the four lenses shows: a short judgement, a heavier one that is still possible, and why."""

    title: str
    question: str
    judgement: str
    next_step: str
    possible: str
    because: list[str]


@dataclass(frozen=True)
class EntityRoles:
    """What an entity of the group is under the AI Act, certain or possible."""

    entity: str
    roles: list[Explained]


def page(classification: Classification, person: Person) -> dict[str, Any]:
    """What the page of the result shows to this person."""
    application = classification.application
    findings = classification.concluded
    deciding = _decides(classification)
    today = timezone.localdate()
    does = [each.for_role for each in duties.due(classification, findings, today)]
    asked = [*_roles(classification, findings), deciding, *does]
    knowers = {
        role: Knower(role, _role(role, application.organisation), holder)
        for role, holder in asking.knowers(application, asked).items()
    }
    past = list(queries.history(application).select_related("made_by"))
    intake = queries.latest_intake(application)
    explained = by_state(classification, findings, knowers)
    return {
        "classification": classification,
        "application": application,
        "latest": past[0],
        "history": past,
        "intake": intake,
        "can_fill": may(person, "intake.fill", intake or application),
        "shows_who": may(person, "journal.own", application),
        "answers": answers_in_words(classification),
        "can_change": _can_change(classification, intake, person),
        "classes": possible_classes(classification),
        "open": opened(classification, knowers),
        "decider": knowers[deciding],
        "scores": security_scores(classification),
        "duties": duties.in_words(classification, findings, today, knowers),
        "lenses": lenses(classification, findings),
        "release": shipped.text(classification.rules, "document", _language()).help,
        "roles": entity_roles(application, [*explained[State.CERTAIN.value], *explained[State.POSSIBLE.value]]),
        **explained,
    }


def _can_change(classification: Classification, intake: Intake | None, person: Person) -> bool:
    """Whether the person answered here as an expert, or holds a role that did."""
    if intake is None or not intake.submitted or not may(person, "intake.fill", intake):
        return False
    role_of = shipped.questionnaire(classification.questionnaire).role_of
    answered = {role_of.get(code, "") for code in classification.answers} - {""}
    return bool(answered & asking.answers_for(intake, person))


def lenses(classification: Classification, findings: Iterable[Concluded]) -> list[Lens]:
    """The four lenses in words."""
    found = rules.views(
        shipped.classification(classification.rules), {finding.code: State(finding.state) for finding in findings}
    )
    return [_lens(classification.rules, view) for view in found]


def _lens(reference: str, view: rules.View) -> Lens:
    def text(code: str) -> Any:
        return shipped.text(reference, code, _language())

    judgement = text(f"{view.lens}.{view.judgement}")
    return Lens(
        title=text(f"lens.{view.lens}").label,
        question=text(f"lens.{view.lens}").help,
        judgement=judgement.label,
        next_step=judgement.help,
        possible=text(f"{view.lens}.{view.possible}").label if view.possible else "",
        because=[text(code).label for code in view.because],
    )


def answers_in_words(classification: Classification) -> list[Said]:
    """The answers on which the classification rests, in the order of the questions. Who reported is not named."""
    form, said = shipped.questionnaire(classification.questionnaire), classifying.answers_of(classification)
    organisation = classification.application.organisation
    return [
        Said(
            question_label(classification.questionnaire, code),
            say_answer(classification.questionnaire, question, said[code]),
            _role(form.role_of[code], organisation) if form.role_of[code] else "",
            datetime.fromisoformat(classification.answers[code]["at"]),
        )
        for code, question in form.by_code.items()
        if code in said
    ]


def security_scores(classification: Classification) -> list[tuple[str, str]]:
    """The security class in words, as far as the CISO gave it: what, and how high."""
    said, form = classifying.answers_of(classification), shipped.questionnaire(classification.questionnaire)
    return [
        (str(name), say_answer(classification.questionnaire, form.question(code), said[code]))
        for code, name in SCORES.items()
        if code in said
    ]


def entity_roles(application: Application, findings: Iterable[Explained]) -> list[EntityRoles]:
    """Who is what under the AI Act: the entity that the application belongs to, and the one that builds it for us."""
    ours = application.unit.entity if application.unit else None
    names = {False: ours.name if ours else application.organisation.name, True: _("Another entity of our group")}
    found: dict[bool, EntityRoles] = {}
    for finding in findings:
        if finding.topic == "role":
            other = finding.code == OTHER_ENTITY
            found.setdefault(other, EntityRoles(names[other], [])).roles.append(finding)
    return [found[other] for other in sorted(found)]


def opened(classification: Classification, knowers: dict[str, Knower]) -> list[Open]:
    """The open questions of a classification, in the order of the questionnaire."""
    return [
        Open(
            question_label(classification.questionnaire, each["question"]),
            knowers.get(each["role"]),
            [shipped.text(classification.rules, code, _language()).label for code in each["findings"]],
        )
        for each in classification.open_questions
    ]


def _roles(classification: Classification, findings: Iterable[Concluded]) -> list[str]:
    judges = [finding.judge for finding in findings if finding.judge]
    return [*(each["role"] for each in classification.open_questions), *judges]


def _decides(classification: Classification) -> str:
    """The role that is accountable at the start; while the route is open, that of the heaviest still possible."""
    heaviest = classification.route_at_most if classification.route == Route.UNKNOWN else classification.route
    return row_of(governance(classification.organisation)[1].gates, gate="start", route=heaviest).accountable


def _role(code: str, organisation: Organisation) -> str:
    return role_name(code, _language(), organisation)


def _language() -> str:
    return get_language() or "nl"
