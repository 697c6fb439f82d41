"""Approve the tools of a demonstration organisation, and let its people ask and tell."""

from roeland.assessments.quick import asking, framing, past_using
from roeland.assessments.quick.checking import Asked
from roeland.demo.people import Place
from roeland.demo.reading import FrameRow, Town
from roeland.register.models import Application


def fill(town: Town, place: Place) -> None:
    """Set the frames, ask the questions and tell the stories of the YAML."""
    for row in town.tools.frames:
        _approve(place, row)
    for asked in town.tools.questions:
        use = Asked(asked.inputs, asked.purpose, asked.citizens, tool=asked.tool)
        asking.ask_colleague(asked=use, note=asked.note, actor=place.people[asked.asker])
    for told in town.tools.past_uses:
        reporter = place.people[told.reporter]
        past_using.report(actor=reporter, application=None, tool=told.tool, inputs=told.inputs, story=told.story)


def _approve(place: Place, row: FrameRow) -> None:
    framing.set_frame(
        application=Application.objects.of(place.organisation).get(name=row.application),
        actor=place.people[row.set_by],
        inputs=row.inputs,
        purposes=row.purposes,
        citizens=row.citizens,
        house_rules=row.house_rules,
        alternatives=row.alternatives,
        since=row.since,
    )
