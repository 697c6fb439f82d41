"""Released versions never change: their digests are on a list, from the first tag on."""

from pathlib import Path

from roeland.content import shipped
from roeland.content.reading import read

RELEASED = Path(__file__).parent / "released.yaml"


def released() -> dict[str, str]:
    """The digest of each released version, by its reference (name@version)."""
    return dict(read(RELEASED).data.get("released") or {})


def current() -> dict[str, str]:
    """The digest of every version as it is now: what the list must say after a release."""
    return {ref: _digest(ref) for ref in shipped.references()}


def changed() -> tuple[str, ...]:
    """The released versions whose meaning is no longer what it was, or that are gone."""
    return tuple(ref for ref, digest in released().items() if _digest(ref) != digest)


def is_released(ref: str) -> bool:
    """Whether this version stands on the list."""
    return ref in released()


def _digest(ref: str) -> str:
    try:
        return shipped.resolve(ref).digest
    except shipped.NoSuchDocument:
        return ""
