"""Who is told when an application comes out otherwise."""

from roeland.assessments.models import Classification
from roeland.organisation.models import Person
from roeland.work import services as work

OUTCOME_CHANGED = "outcome_changed"


def tell_change(earlier: Classification | None, classification: Classification, actor: Person | None) -> None:
    """Tell the AI owner and who reported it that the class or the route is another one; nobody tells themselves."""
    if earlier is None or _weight(earlier) == _weight(classification):
        return
    application = classification.application
    close = [person for person in (application.owner, application.reporter) if person is not None]
    others = [person for person in close if person.active and person != actor]
    if others:
        work.tell(code=OUTCOME_CHANGED, persons=others, subject=application, actor=actor)


def _weight(found: Classification) -> tuple[str, ...]:
    return found.certain_class, found.possible_class, found.route_at_least, found.route_at_most
