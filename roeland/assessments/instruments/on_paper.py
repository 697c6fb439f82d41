"""An assessment as a document: what was asked and answered, what follows, who advised, who signed."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.assessments.instruments import official, showing
from roeland.assessments.instruments.queries import Reading
from roeland.content.loader import TITLE
from roeland.content.shipped import SourceText
from roeland.library.queries import imported_form
from roeland.organisation.queries import role_name
from roeland.paper.documents import Block, Document, Facts, Heading, Items, Notice, Paragraph
from roeland.ui.pieces.badges import in_words


def document(found: Reading, today: date) -> Document:
    """The whole assessment."""
    row = found.assessment
    title = _("%(instrument)s, version %(number)d: %(name)s")
    named = {"instrument": row.title, "number": row.number, "name": row.application.name}
    blocks = (
        *_opening(found),
        *_conclusions(found),
        *_outcomes(found),
        *_answers(found),
        *_advice(found),
        *_closing(found, today),
    )
    return Document(
        title=title % named,
        author=row.organisation.name,
        language=get_language() or "nl",
        day=today,
        blocks=blocks,
        page=_("Page {page} of {pages}"),
        incomplete=_("A sign that this document cannot show stands as a square (□). The page in Roeland shows it."),
    )


def _opening(found: Reading) -> Iterator[Block]:
    row = found.assessment
    yield Notice(showing.words(row, TITLE).help)
    facts = [
        (_("Number"), row.application.code),
        (_("Unit"), row.application.unit.name if row.application.unit else "–"),
        (_("How it stands"), str(row.get_state_display())),
        (_("Begun"), f"{in_words(row.begun_at)}, {row.begun_by.name}"),
    ]
    if row.signed_at and row.signed_by:
        role = role_name(row.signed_as, None, row.organisation)
        facts.append((_("Signed"), f"{in_words(row.signed_at)}, {row.signed_by.name} ({role})"))
    facts += showing.overall(found)
    if official.of(row) is not None:
        imported = imported_form(row.organisation, row.sheet.questionnaire)
        facts += [(_("Form"), str(imported)), (_("Made by"), f"{imported.attribution} ({imported.licence})")]
    yield Facts(tuple((str(name), str(value)) for name, value in facts))


def _conclusions(found: Reading) -> Iterator[Block]:
    told = showing.conclusions(found, possible=True)
    if told:
        yield Heading(_("What follows from the answers"))
        yield Items(tuple(_conclusion(one) for one in told))


def _conclusion(one: showing.Conclusion) -> str:
    label = one.text.label if one.certain else _("Perhaps: %(what)s") % {"what": one.text.label}
    return f"{label}. {one.text.help} ({_cited(one.sources)})"


def _outcomes(found: Reading) -> Iterator[Block]:
    """What the own rules of an official form say."""
    form = official.of(found.assessment)
    told = official.told(found, form, timezone.now()) if form is not None else []
    if told:
        yield Heading(_("What the rules of this form say"))
        yield Items(tuple(_outcome(one) for one in told))


def _outcome(one: official.Told) -> str:
    """Of which assessment the rules speak, what they say, and why."""
    said = one.outcome.result or (_("not known yet") if one.open else _("the rules do not ask for it"))
    because = f" ({'; '.join(one.because)})" if one.because else ""
    return f"{one.outcome.assessment}: {said}{because}"


def _cited(found: Iterable[SourceText]) -> str:
    return "; ".join(source.text for source in found)


def _answers(found: Reading) -> Iterator[Block]:
    for section in found.sections:
        yield Heading(showing.words(found.assessment, section.code).label)
        blocks = showing.blocks(found, section)
        if not blocks:
            yield Paragraph(_("None."))
        for block in blocks:
            if block.title:
                yield Paragraph(block.title)
            rows = [(_question(line), line.answer) for line in block.lines]
            yield Facts((*rows, *block.numbers))


def _question(line: showing.Line) -> str:
    return f"{line.question} ({_cited(line.sources)})" if line.sources else line.question


def _advice(found: Reading) -> Iterator[Block]:
    yield Heading(_("Advice"))
    for adviser in showing.advisers(found):
        said = adviser.opinion
        if said is None:
            yield Paragraph(_("%(role)s: not given.") % {"role": adviser.name})
            continue
        head = f"{adviser.name}, {said.person.name}, {in_words(said.given_at)}: {said.get_verdict_display()}"
        yield Paragraph(f"{head}\n{said.text}")
        if said.answer:
            yield Paragraph(_("What is done with it: %(answer)s") % {"answer": said.answer})


def _closing(found: Reading, today: date) -> Iterator[Block]:
    row = found.assessment
    if row.signed_at:
        yield Heading(_("Signature"))
        rows = [(_("Reasons"), row.reasons or "–"), (_("Look at it again on"), in_words(row.review_on) or "–")]
        yield Facts(tuple((str(name), str(value)) for name, value in (*rows, ("SHA-256", row.sha256))))
    yield Paragraph(_("Made with Roeland on %(day)s.") % {"day": in_words(today)})
