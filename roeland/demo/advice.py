"""The advice of a demonstration organisation: written after all that happened, so that its figures say so."""

from django.utils import timezone

from roeland.demo.people import Place
from roeland.demo.reading import Town
from roeland.reporting.advice import services


def fill(town: Town, place: Place) -> None:
    """Write what stands in the YAML, and send what was sent."""
    for row in town.advice:
        author = place.people[row.author]
        body = {"see": row.see, "advise": list(row.advise), "ask": list(row.ask)}
        written = services.write(title=row.title, dated=timezone.localdate(), body=body, actor=author)
        if row.sent:
            services.send(document=written, actor=author)
