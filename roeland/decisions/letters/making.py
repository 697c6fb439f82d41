"""A decision as a document: the same blocks on a page and on paper."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from roeland.decisions.letters import parts, told
from roeland.decisions.letters.eyes import Colleague, Everybody, Eyes
from roeland.decisions.letters.names import Names
from roeland.decisions.letters.standing import standing_of
from roeland.decisions.models import Advice, Decision
from roeland.organisation.models import Person
from roeland.paper.documents import Block, Document, Notice, Paragraph
from roeland.ui.pieces.badges import in_words


def letter(decision: Decision, person: Person) -> Document:
    """The letter, with what this person may read."""
    eyes = Colleague(person, decision.gate_request)
    return _document(decision, eyes, _("Decision on %(application)s"))


def public_version(decision: Decision) -> Document:
    """The version for everybody: roles for people, no closed advice, and no name that the organisation knows."""
    made = _document(decision, Everybody(), _("Decision on %(application)s (public version)"))
    return made.changed(_names_of(decision).without)


def _document(decision: Decision, eyes: Eyes, title: str) -> Document:
    today, gate_request = timezone.localdate(), decision.gate_request
    return Document(
        title=title % {"application": gate_request.application.name},
        author=gate_request.organisation.name,
        language=get_language() or "nl",
        day=today,
        blocks=tuple(_blocks(decision, eyes, today)),
        page=_("Page {page} of {pages}"),
        incomplete=_("A sign that this document cannot show stands as a square (□). The page in Roeland shows it."),
    )


def _blocks(decision: Decision, eyes: Eyes, today: date) -> Iterator[Block]:
    yield from map(Notice, standing_of(decision, today))
    if not eyes.names and get_language() != "nl":
        yield Notice(_("This is a translation. The Dutch version counts."))
    heard = parts.Heard(decision, eyes, today)
    if heard.has_closed_words:
        yield Notice(_("Not for everybody: this letter holds advice that is not public. Do not pass it on."))
    yield from parts.what(decision, eyes)
    yield from parts.why(decision)
    yield from heard.advice()
    yield from heard.staff()
    yield from parts.conditions(decision, eyes)
    yield from parts.afterwards(decision)
    yield from parts.case_file(decision, today)
    yield from parts.who_was_told(decision, eyes)
    yield from parts.questions(decision, eyes, today)
    yield Paragraph(_("Made with Roeland on %(day)s.") % {"day": in_words(today)})


def _names_of(decision: Decision) -> Names:
    """Every name that the organisation knows; those of the people of the case also in part."""
    gate_request = decision.gate_request
    application = gate_request.application
    known = Person.objects.filter(organisation=gate_request.organisation_id).values_list("name", flat=True)
    close = {gate_request.asked_by, gate_request.holder, decision.taken_by, decision.in_place_of}
    close |= {application.reporter, application.owner, application.process_owner}
    close |= {one.owner for one in decision.conditions_set.select_related("owner")}
    close |= {one.person for one in told.told(gate_request, sees_who_asked=True)}
    for advice in Advice.objects.filter(inquiry__gate_request=gate_request).select_related("given_by", "in_place_of"):
        close |= {advice.given_by, advice.in_place_of}
    return Names(known, [person.name for person in close if person])
