"""A question as it stands on the screen: its words, its options, what was said, what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from msgspec.structs import replace

from roeland.content import shipped
from roeland.content.loader import Text
from roeland.organisation.models import Organisation, Person
from roeland.organisation.queries import names_of, persons_choices, role_name
from roeland.questionnaires import forms, queries
from roeland.questionnaires.models import Attached
from roeland.questionnaires.services import Conflict
from roeland.rules import questionnaire as rules
from roeland.rules.answering import Problem, RawAnswer
from roeland.rules.expanding import bare, outer_row
from roeland.ui.pieces.badges import in_words

PROBLEMS = {
    Problem.REQUIRED: gettext_lazy("Choose an answer. You may also choose “I don't know”."),
    Problem.CONTRADICTION: gettext_lazy("These answers exclude each other. Keep one of them."),
    Problem.NOT_AN_OPTION: gettext_lazy("This answer is not in the list. Choose one that is."),
    Problem.ONE_ONLY: gettext_lazy("Choose one answer."),
    Problem.SAY_IF_COMPLETE: gettext_lazy("Your ticks are kept. Say below whether that is all."),
    Problem.NOT_A_NUMBER: gettext_lazy("Fill in a whole number, for example 3500. Or choose “I don't know”."),
    Problem.TOO_LOW: gettext_lazy("This number is too low. Check it."),
    Problem.TOO_HIGH: gettext_lazy("This number is too high. Check it."),
    Problem.TOO_LONG: gettext_lazy("This text is too long. Make it shorter."),
    Problem.NOT_A_DATE: gettext_lazy("This is not a date. Fill in a day, a month and a year."),
    Problem.NOT_A_LINK: gettext_lazy("This is not a link. A link begins with https://."),
    Problem.NOT_A_PERSON: gettext_lazy("This person does not work here. Choose somebody from the list."),
    Problem.NOT_A_FILE: gettext_lazy("This is not a file. Choose one."),
    Problem.NOT_TEXT: gettext_lazy("There is a sign in this text that cannot be kept. Type it instead of pasting it."),
    Problem.TOO_MANY_ROWS: gettext_lazy("This table is too long. Put the rest in a document and name that here."),
}


CHOSEN = (rules.Kind.YES_NO, rules.Kind.ONE_OF, rules.Kind.MANY_OF)
EMPTY_ROWS = 3
LONGEST_NAME = 100  # characters, of a row that is called by a longer text


@dataclass(frozen=True)
class Meeting:
    """Somebody else answered meanwhile: who, when, and what."""

    by: str
    at: datetime
    theirs: str


@dataclass(frozen=True)
class Shown:
    """One question for the templates; `chosen` and `closing` hold what the person said or sent."""

    code: str
    kind: str
    text: Text
    options: tuple[dict[str, object], ...]
    closings: tuple[dict[str, object], ...]
    chosen: tuple[str, ...]
    closing: str
    unknown: bool
    seen: str
    max_length: int
    errors: tuple[str, ...] = ()
    meeting: Meeting | None = None
    columns: tuple[str, ...] = ()
    optional: bool = False
    by: Person | None = None
    at: datetime | None = None
    says: str = ""  # the name of the file that is the answer

    @property
    def names(self) -> dict[str, str]:
        return forms.field_names(self.code)

    @property
    def value(self) -> str:
        return self.chosen[0] if self.chosen else ""

    @property
    def anchor(self) -> str:
        """Where a link to the question goes: its first control."""
        return f"{self.code}-0" if self.kind in CHOSEN else self.code

    @property
    def table(self) -> list[list[str]]:
        """The cells of a table, with a few empty rows to go on in."""
        wide = max(1, len(self.columns))
        cells = [list(self.chosen[at : at + wide]) for at in range(0, len(self.chosen), wide)]
        return [*cells, *([""] * wide for _row in range(EMPTY_ROWS))]

    @property
    def help(self) -> str:
        return " ".join(filter(None, (self.text.help, self.text.example)))

    @property
    def error(self) -> str:
        return " ".join(self.errors)


def shown(
    sheet: queries.Filled,
    codes: Iterable[str],
    sent: forms.Sent | None = None,
    conflicts: Iterable[Conflict] = (),
    to_who_knows: bool = False,
    fresh: bool = False,
) -> list[Shown]:
    """The questions with these codes; what was just sent goes before what is kept, so that nothing typed is lost.

    `to_who_knows`: the reader is who would know, so "I don't know" promises nobody else. `fresh`: an earlier
    "I don't know" is not filled in, since the question is asked again.
    """
    sent = sent or forms.Sent()
    met = {conflict.question: conflict for conflict in conflicts}
    by_code, people = sheet.questionnaire.by_code, _People(sheet.sheet.organisation)
    found = []
    for code in codes:
        role = sheet.questionnaire.who_knows(code)
        help_text = (
            _("No problem. This stays open until somebody else knows.")
            if to_who_knows
            else who_helps(role, sheet.sheet.organisation)
        )
        found.append(_shown(sheet, by_code[code], sent, met.get(code), help_text, fresh, people))
    return found


class _People:
    """Who can be chosen, read once for all questions on a screen, and only when one of them asks for a person."""

    def __init__(self, organisation: Organisation) -> None:
        self.organisation = organisation

    @cached_property
    def options(self) -> tuple[dict[str, object], ...]:
        rows = persons_choices(self.organisation).values_list("pk", "name")
        return tuple({"value": str(key), "label": name} for key, name in rows)


def _shown(
    sheet: queries.Filled,
    question: rules.Question,
    sent: forms.Sent,
    met: Conflict | None,
    who: str,
    fresh: bool,
    people: _People,
) -> Shown:
    code, row = question.code, sheet.rows.get(question.code)
    kept = sheet.answers.get(code, rules.NO_ANSWER)
    raw = sent.raw.get(code) or _as_sent(question, replace(kept, unknown=False) if fresh else kept)
    return Shown(
        code=code,
        kind=question.kind.value,
        text=_text(sheet, code),
        options=people.options if question.kind is rules.Kind.PERSON else _options(sheet, question, who),
        closings=_closings(question, who),
        chosen=(forms.UNKNOWN,) if raw.unknown and _single(question) else raw.values,
        closing=_closing(raw),
        unknown=raw.unknown,
        seen=queries.mark(kept),
        max_length=question.max_length,
        errors=(
            *(_problem(question, problem) for problem in sent.problems.get(code, ())),
            *filter(None, (sent.refused.get(code),)),
        ),
        says=say(sheet, code, kept) if question.kind is rules.Kind.FILE and kept.value else "",
        meeting=Meeting(met.by.name, met.at, say(sheet, code, met.theirs)) if met else None,
        columns=tuple(_text(sheet, f"{code}.{column}").label for column in question.columns),
        optional=question.optional,
        by=row.answered_by if row else None,
        at=row.answered_at if row else None,
    )


def _problem(question: rules.Question, problem: Problem) -> str:
    if problem is Problem.REQUIRED and question.kind not in CHOSEN:
        return _("Fill in something. You may also choose “I don't know”.")
    return str(PROBLEMS[problem])


def say(sheet: queries.Filled, code: str, answer: rules.Answer) -> str:
    """An answer in words: "Yes", the options, the number, "I don't know"."""
    question = sheet.questionnaire.question(code)
    named = _names(sheet, question, answer)
    return say_answer(sheet.sheet.questionnaire, question, answer, named)


def say_answer(
    reference: str, question: rules.Question, answer: rules.Answer, named: Mapping[str, str] | None = None
) -> str:
    """An answer to a question of this questionnaire, in words. named: what a key of a row or a person is called."""
    parts = _values_in_words(reference, question, answer, named or {})
    if answer.unknown:
        parts.append(_("I don't know the rest") if parts else _("I don't know"))
    elif answer.complete and not parts:
        parts.append(_("None of these"))
    elif parts and question.kind is rules.Kind.MANY_OF and not answer.complete:
        parts.append(_("nothing said about the rest"))
    return ", ".join(parts) or _("Not answered yet")


def _names(sheet: queries.Filled, question: rules.Question, answer: rules.Answer) -> dict[str, str]:
    """What the keys in an answer are called: of rows by their label, of a person by name."""
    if question.rows_of and isinstance(answer.value, tuple):
        return {str(key): _row_option(sheet, question, str(key)) for key in answer.value}
    if question.rows_of and answer.value:
        return {str(answer.value): _row_option(sheet, question, str(answer.value))}
    if question.kind is rules.Kind.FILE and answer.value:
        rows = Attached.objects.filter(organisation=sheet.sheet.organisation_id, file=UUID(str(answer.value)))
        return {str(row.file_id): row.file.name for row in rows.select_related("file")}
    if question.kind is rules.Kind.PERSON and answer.value:
        found = names_of(sheet.sheet.organisation_id, [UUID(str(answer.value))])
        return {str(key): name for key, name in found.items()}
    return {}


def row_name(sheet: queries.Filled, section: str, key: str) -> str:
    """What people call a row of a section that repeats, also before it has a name; first the row in which it stands."""
    outer, repeat = outer_row(key), queries.questionnaire_of(sheet.sheet).groups[section].repeat
    around = f"{row_name(sheet, repeat.inside, outer)} · " if outer and repeat else ""
    if label := queries.row_label(sheet, section, key):
        return around + _short(label)
    keys = [each for each in sheet.parts.get(section, ()) if outer_row(each) == outer]
    return around + (_("number %(number)d") % {"number": keys.index(key) + 1} if key in keys else _("taken away"))


def _row_option(sheet: queries.Filled, question: rules.Question, key: str) -> str:
    """What an option is called that is a row of a section: by the question that names it here."""
    if question.named_by:
        return _short(queries.row_label(sheet, question.rows_of, key, question.named_by))
    return row_name(sheet, question.rows_of, key)


def _short(label: str) -> str:
    return Truncator(label).chars(LONGEST_NAME)


def _values_in_words(
    reference: str, question: rules.Question, answer: rules.Answer, named: Mapping[str, str]
) -> list[str]:
    if isinstance(answer.value, bool):
        return [_("Yes") if answer.value else _("No")]
    if answer.value in (None, "", ()):
        return []
    values = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    if question.kind is rules.Kind.TABLE and isinstance(answer.value, tuple):
        return ["\n".join(" · ".join(cell for cell in row if cell) for row in answer.value)]
    if named or question.rows_of:
        return [named.get(str(value), str(value)) for value in values]
    if question.kind is rules.Kind.DATE:
        return [in_words(date.fromisoformat(str(answer.value)))]
    if question.options:
        return [_option(reference, question.code, str(value)) for value in values]
    return [str(value) for value in values]


def question_label(reference: str, code: str) -> str:
    """The question itself, in the language of the screen."""
    return shipped.text(reference, bare(code), _language()).label


def _option(reference: str, code: str, option: str) -> str:
    return shipped.text(reference, f"{bare(code)}.{option}", _language()).label


def _text(sheet: queries.Filled, code: str) -> Text:
    return shipped.text(sheet.sheet.questionnaire, bare(code), _language())


def _language() -> str:
    return get_language() or "nl"


def _single(question: rules.Question) -> bool:
    return question.kind in (rules.Kind.YES_NO, rules.Kind.ONE_OF)


def _options(sheet: queries.Filled, question: rules.Question, who: str) -> tuple[dict[str, object], ...]:
    if question.kind is rules.Kind.YES_NO:
        return (
            {"value": "yes", "label": _("Yes")},
            {"value": "no", "label": _("No")},
            _unknown_option(_("I don't know"), who),
        )
    if question.rows_of:
        return _row_options(sheet, question, who)
    texts = [(option, _text(sheet, f"{question.code}.{option}")) for option in question.options]
    options: list[dict[str, object]] = [
        {"value": option, "label": text.label, "help": text.help} for option, text in texts
    ]
    if question.kind is rules.Kind.ONE_OF:
        options.append(_unknown_option(_("I don't know"), who))
    return tuple(options)


def _row_options(sheet: queries.Filled, question: rules.Question, who: str) -> tuple[dict[str, object], ...]:
    """The rows that can be chosen. Of rows that are called the same the first, or the one that was chosen."""
    labels = {key: _row_option(sheet, question, key) for key in question.options}
    if question.named_by:
        said = sheet.answers.get(question.code, rules.NO_ANSWER).value
        chosen = said if isinstance(said, tuple) else (said,)
        first: dict[str, str] = {}
        for key in (*(key for key in labels if key in chosen), *labels):
            first.setdefault(labels[key], key)
        labels = {key: label for key, label in labels.items() if label and first[label] == key}
    options: list[dict[str, object]] = [{"value": key, "label": label} for key, label in labels.items()]
    if question.kind is rules.Kind.ONE_OF:
        options.append(_unknown_option(_("I don't know"), who))
    return tuple(options)


def _closings(question: rules.Question, who: str) -> tuple[dict[str, object], ...]:
    if question.kind is not rules.Kind.MANY_OF:
        return ()
    return (
        {"value": forms.COMPLETE, "label": _("That is all")},
        {"value": forms.NONE, "label": _("None of these")},
        _unknown_option(_("I don't know (the rest)"), who),
    )


def _unknown_option(label: str, who: str) -> dict[str, object]:
    return {"value": forms.UNKNOWN, "label": label, "help": who, "unknown": True}


def who_helps(role: str, organisation: Organisation) -> str:
    """What happens with an "I don't know": who will be asked."""
    if not role:
        return _("No problem. This stays open until somebody knows.")
    name = role_name(role, _language(), organisation)
    return _("No problem. We ask this role: %(role)s.") % {"role": name}


def _closing(raw: RawAnswer) -> str:
    if raw.unknown:
        return forms.UNKNOWN
    if raw.complete:
        return forms.COMPLETE if raw.values else forms.NONE
    return ""


def _as_sent(question: rules.Question, answer: rules.Answer) -> RawAnswer:
    """The answer as the form would have sent it."""
    if isinstance(answer.value, bool):
        return RawAnswer(("yes" if answer.value else "no",))
    if answer.value is None:
        return RawAnswer((), answer.unknown, answer.complete)
    if question.kind is rules.Kind.TABLE and isinstance(answer.value, tuple):
        return RawAnswer(tuple(cell for row in answer.value for cell in row), answer.unknown)
    values = answer.value if isinstance(answer.value, tuple) else (str(answer.value),)
    return RawAnswer(tuple(str(value) for value in values), answer.unknown, answer.complete)
