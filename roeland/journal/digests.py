"""Digests of what the journal holds. The form of these texts is part of the record: it may never change."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from roeland.journal.models import Entry, Seal


def plain(values: Any) -> Any:
    """Values as JSON keeps them on every database: dates, keys and fractions become text."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder), parse_float=str)


def of_entry(entry: Entry) -> str:
    """The digest over everything in the entry but the digest itself."""
    return _digest(
        {
            "id": str(entry.pk),
            "organisation": str(entry.organisation),
            "at": _moment(entry.at),
            "actor": str(entry.actor) if entry.actor else "",
            "verb": entry.verb,
            "subject_kind": entry.subject_kind,
            "subject": str(entry.subject),
            "fields": entry.fields,
            "reason": entry.reason,
            "detail": entry.detail_digest,
        }
    )


def of_detail(salt: str, values: Mapping[str, Any]) -> str:
    """The salted digest that stays when the values are erased; without the salt nobody can guess them back."""
    return _digest({"salt": salt, "values": values})


def of_seal(seal: Seal) -> str:
    """The digest over the entries of the seal and the seal before it."""
    return _digest(
        {
            "organisation": str(seal.organisation),
            "sequence": seal.sequence,
            "entries": seal.entries,
            "previous": seal.previous,
            "at": _moment(seal.at),
        }
    )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _digest(content: Mapping[str, Any]) -> str:
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
