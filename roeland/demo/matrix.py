"""Let the directorate of a demonstration adopt its own role matrix."""

from datetime import timedelta

from roeland.decisions.matrix import services
from roeland.decisions.matrix.editing import Letters
from roeland.demo.people import Place
from roeland.demo.road_rows import MatrixRow
from roeland.library.versioning import Act
from roeland.organisation.services import today


def adopt(place: Place, row: MatrixRow) -> None:
    """Draft it, offer it and adopt it."""
    keeper, director = place.people[row.by], place.people[row.adopted_by]
    draft = services.begin(actor=keeper)
    letters = Letters(row.accountable, row.does, row.advises, row.informs)
    draft = services.change_activity(version=draft, place=row.activity, letters=letters, actor=keeper)
    draft = services.offer(version=draft, reason=row.reason, actor=keeper)
    act = Act(row.organ, row.number, today() - timedelta(days=row.days_ago), row.link)
    review_on = today() + timedelta(days=row.review_in)
    services.adopt(version=draft, review_on=review_on, actor=director, act=act)
