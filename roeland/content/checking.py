"""Whether all that is shipped holds together: each document by itself, then with the others."""

from collections.abc import Iterator

from roeland.content import agreement, released, shipped
from roeland.content.reading import ContentError


def problems() -> tuple[str, ...]:
    """Everything that is wrong, as sentences. Whether documents agree is looked at once each of them loads."""
    return tuple(_broken()) or (*agreement.disagreements(), *_changed())


def _broken() -> Iterator[str]:
    for ref in shipped.references():
        try:
            shipped.resolve(ref)
        except ContentError as error:
            yield str(error)


def _changed() -> Iterator[str]:
    yield from (f"{ref}: was released, and is not what it was then" for ref in released.changed())
