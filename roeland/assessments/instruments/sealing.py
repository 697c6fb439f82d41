"""Whether what was closed or signed is still what stands there."""

from roeland.assessments.instruments.queries import Reading
from roeland.assessments.instruments.services.closing import gather
from roeland.rules.casefile import canonical, read, seal

COMPARED = ("answers", "rows", "instrument")
"""The name of an application may change; what was answered may not."""


def is_whole(found: Reading) -> bool:
    """Say whether the seal fits the text, and the text the answers."""
    row = found.assessment
    if not row.content or seal(row.content) != row.sha256:
        return False
    kept, now = read(row.content), read(canonical(gather(found)))
    return all(kept[part] == now[part] for part in COMPARED)
