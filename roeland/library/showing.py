"""What the page of an imported form shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from roeland.content import shipped
from roeland.content.loader import TITLE, Text
from roeland.content.official.as_instrument import counts_as
from roeland.library import queries, wording
from roeland.library.models import ImportedForm
from roeland.library.understanding import Understood
from roeland.organisation.queries import role_name
from roeland.rules.official import Assessment

State = ImportedForm.State


@dataclass(frozen=True)
class Rule:
    """What a form itself concludes about another assessment: its name, and how many rules it has for that."""

    assessment: str
    required: int
    recommended: int


@dataclass(frozen=True)
class Said:
    """Something that never works: where it stands, how that is called, its line (0: unknown), and what, in words."""

    where: str
    title: str
    line: int
    what: str


def preview(form: ImportedForm) -> dict[str, Any]:
    """All that was understood of a form, what never works in it, and who works with it."""
    understood = queries.understood(form)
    others = list(queries.versions_of(form))
    newer = [one for one in others if one.number > form.number and one.state == State.USED]
    older = [one for one in others if one.number < form.number and one.state == State.USED]
    shown = {
        "imported": form,
        "others": others,
        "newer": newer[0] if newer and form.state == State.USED else None,
        "older": older[0] if older and form.state == State.USED and not newer else None,
        "activity": activity_name(form),
        "people": people(form),
    }
    if understood is None:
        return shown
    rules = [_rule(one) for one in understood.definition.assessments]
    titles = {task.id: task.title for task in understood.definition.every_task()}
    never = [Said(one.where, titles.get(one.where, ""), one.line, wording.found(one)) for one in understood.never]
    return shown | {"understood": understood, "rules": rules, "never": never, "counts_as": _counts_as(understood)}


def _counts_as(understood: Understood) -> Text | None:
    """The instrument of our own in whose place the form comes."""
    code = counts_as(understood.definition)
    return shipped.text(code, TITLE, get_language() or "nl") if code else None


def activity_name(form: ImportedForm) -> str:
    """What the activity of a form is called; its code when the matrix no longer has it."""
    try:
        return shipped.text(queries.GOVERNANCE, form.activity, get_language() or "nl").label
    except KeyError:
        return form.activity


def people(form: ImportedForm) -> list[tuple[str, str]]:
    """What is done with a form, and the roles that do it, by the matrix of today."""
    activities = queries.governance(form.organisation)[1].activities
    activity = next((one for one in activities if one.code == form.activity), None)
    if activity is None:
        return []
    signs = (activity.accountable,)
    parts = [(_("Fills it in"), activity.does), (_("Advises"), activity.advises), (pgettext("role", "Signs"), signs)]
    return [(what, _named(roles, form)) for what, roles in parts if roles]


def _named(roles: Iterable[str], form: ImportedForm) -> str:
    return ", ".join(role_name(role, None, form.organisation) for role in roles)


def _rule(assessment: Assessment) -> Rule:
    levels = [one.level for one in assessment.levels]
    return Rule(assessment.id, levels.count("required"), levels.count("recommended"))
