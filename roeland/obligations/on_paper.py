"""Obligations as a document: of one application, and one of them over all applications."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments.models import Classification
from roeland.content import shipped
from roeland.obligations import showing
from roeland.obligations.models import Duty, Evidence
from roeland.obligations.showing import Line
from roeland.organisation.models import Organisation
from roeland.paper.documents import Block, Document, Facts, Heading, Notice, Paragraph, Table
from roeland.register.models import Application
from roeland.ui.pieces.badges import in_words


def of_application(application: Application, classification: Classification | None, today: date) -> Document:
    """Everything that is asked of an application, how it stands, and the list of what shows it."""
    groups = showing.of_application(application, classification, today)
    blocks: list[Block] = [_notice(), _facts(application, classification)]
    for group in groups:
        blocks += [Heading(group.title), _table(group.lines)]
    blocks += _evidence(application)
    return _document(_("Obligations of %(name)s") % {"name": application.name}, application.organisation, today, blocks)


def of_code(organisation: Organisation, code: str, rows: Iterable[Duty], today: date) -> Document:
    """One obligation over all applications: for the DPIA this is the register of DPIAs."""
    text = shipped.text("obligations", code, showing.language())
    blocks: list[Block] = [_notice(), Paragraph(text.help)]
    for certain, found in groupby(rows, key=lambda row: row.certain):
        blocks.append(Heading(_("Asked of") if certain else _("Perhaps, if what is open turns out so")))
        blocks.append(_applications(found, today))
    return _document(text.label, organisation, today, blocks)


def _document(title: str, organisation: Organisation, today: date, blocks: Iterable[Block]) -> Document:
    made = Paragraph(_("Made with Roeland on %(day)s.") % {"day": in_words(today)})
    return Document(
        title=title,
        author=organisation.name,
        language=get_language() or "nl",
        day=today,
        blocks=(*blocks, made),
        page=_("Page {page} of {pages}"),
        incomplete=_("A sign that this document cannot show stands as a square (□). The page in Roeland shows it."),
    )


def _notice() -> Notice:
    """How sure the content is: what a lawyer has not released says so on paper too."""
    return Notice(shipped.text("obligations", "document", showing.language()).help)


def _facts(application: Application, classification: Classification | None) -> Facts:
    unit = application.unit.name if application.unit else "–"
    rows = [(_("Number"), application.code), (_("Unit"), unit), (_("AI class"), application.get_ai_class_display())]
    if classification is not None:
        rows.append((_("By the answers of"), in_words(classification.made_at)))
    return Facts(tuple((str(name), str(value)) for name, value in rows))


def _table(lines: Iterable[Line]) -> Table:
    columns = (_("Obligation"), _("Source"), _("Applies from"), _("Who does it"), _("How it stands"))
    return Table(columns, tuple(_row(line) for line in lines))


def _row(line: Line) -> tuple[str, ...]:
    words = line.words
    sources = "; ".join(source.text for source in words.sources) if words else ""
    who = words.who.name if words and words.who else line.row.for_role
    if words and words.who and words.who.holder:
        who = f"{words.who.holder.person.name} ({who})"
    day = in_words(line.row.applies_from)
    if words and words.dated.disputed:
        day = _("%(day)s (read in two ways: also %(other)s)") % {"day": day, "other": in_words(words.dated.formal)}
    elif words and words.dated.unverified:
        day = _("%(day)s (not yet checked at the source)") % {"day": day}
    return (f"{line.title} ({line.row.code})", sources, day, who, _standing(line.row, late=line.late))


def _standing(row: Duty, *, late: bool) -> str:
    said = [str(row.get_standing_display())]
    if row.until:
        said.append(_("until %(day)s") % {"day": in_words(row.until)})
    if late:
        said.append(_("late"))
    return ", ".join(said) + (f". {row.reason}" if row.reason else "")


def _evidence(application: Application) -> Iterator[Block]:
    """What shows it, by its title: what it says stays where only those who work with it read it."""
    rows = Evidence.objects.filter(organisation=application.organisation_id, duty__application=application)
    found = [
        (showing.title(row.duty.code), row.title, str(row.number), in_words(row.valid_until) or "–", _state(row))
        for row in rows.select_related("duty", "replaced_by").order_by("duty__code", "added_at", "pk")
    ]
    if found:
        yield Heading(_("What shows it"))
        yield Table((_("Obligation"), _("Evidence"), _("Version"), _("Valid until"), _("State")), tuple(found))


def _state(row: Evidence) -> str:
    if row.withdrawn_at:
        return _("withdrawn")
    return _("replaced") if getattr(row, "replaced_by", None) else _("counts")


def _applications(rows: Iterable[Duty], today: date) -> Table:
    columns = (_("Application"), _("Number"), _("Unit"), _("How it stands"), _("Applies from"))
    return Table(
        columns,
        tuple(
            (
                row.application.name,
                row.application.code,
                row.application.unit.name if row.application.unit else "–",
                _standing(row, late=row.is_late(today)),
                in_words(row.applies_from),
            )
            for row in rows
        ),
    )
