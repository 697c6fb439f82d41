"""Approve the tools of a demonstration organisation, and let its people ask and tell."""

from roeland.assessments.quick import asking, framing, past_using
from roeland.assessments.quick.checking import Asked
from roeland.assessments.uses import joining
from roeland.demo.people import Place
from roeland.demo.reading import FrameRow, Town, UseRow
from roeland.register import services as register
from roeland.register.models import Application


def fill(town: Town, place: Place) -> None:
    """Set the frames, ask the questions, tell the stories and join the tools of the YAML."""
    for frame in town.tools.frames:
        _approve(place, frame)
    for asked in town.tools.questions:
        use = Asked(asked.inputs, asked.purpose, asked.citizens, tool=asked.tool)
        asking.ask_colleague(asked=use, note=asked.note, actor=place.people[asked.asker])
    for told in town.tools.past_uses:
        reporter = place.people[told.reporter]
        past_using.report(actor=reporter, application=None, tool=told.tool, inputs=told.inputs, story=told.story)
    for row in town.tools.uses:
        _join(place, row)
    for pair in town.tools.apart:
        one, other = (_called(place, name) for name in (pair.application, pair.other))
        register.tell_apart(application=one, other=other, reason=pair.reason, actor=place.people[pair.person])


def _join(place: Place, row: UseRow) -> None:
    person = place.people[row.person]
    joining.join(
        application=_called(place, row.application),
        asked=Asked(row.inputs, row.purpose, row.citizens) if row.purpose else None,
        actor=person,
        unit=person.unit,
        purpose=row.what_for,
        contact=person,
        people=row.people,
    )


def _called(place: Place, name: str) -> Application:
    return Application.objects.of(place.organisation).get(name=name)


def _approve(place: Place, row: FrameRow) -> None:
    framing.set_frame(
        application=_called(place, row.application),
        actor=place.people[row.set_by],
        inputs=row.inputs,
        purposes=row.purposes,
        citizens=row.citizens,
        house_rules=row.house_rules,
        alternatives=row.alternatives,
        since=row.since,
    )
