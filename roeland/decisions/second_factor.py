"""Whether somebody just confirmed with a second factor, and the way to do so without losing what they wrote."""

import time
from typing import Any
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, QueryDict
from django.urls import reverse

RECENT = 15 * 60  # seconds
KEPT = "kept_decision"


def is_recent(request: HttpRequest) -> bool:
    """Say whether the person at this session confirmed with a second factor in the last quarter of an hour."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" and time.time() - record["at"] < RECENT for record in records)


def way(request: HttpRequest, back: str) -> str:
    """The page on which to confirm, which leads back; for who has no second factor, the page on which to get one."""
    if not is_mfa_enabled(request.user):
        return f"{reverse('mfa_index')}?{urlencode({'next': back})}"
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back})}"


def has_one(request: HttpRequest) -> bool:
    """Say whether the person has a second factor at all."""
    return is_mfa_enabled(request.user)


def keep(request: HttpRequest, key: Any) -> None:
    """Keep in the session what was filled in about `key`."""
    words = request.POST.copy()
    words.pop("csrfmiddlewaretoken", None)
    request.session[KEPT] = {"key": str(key), "words": words.urlencode()}


def kept(request: HttpRequest, key: Any) -> QueryDict | None:
    """What was kept about `key`; None when nothing was."""
    found = request.session.get(KEPT)
    return QueryDict(found["words"]) if found and found["key"] == str(key) else None


def forget(request: HttpRequest) -> None:
    """What was kept is no longer needed."""
    request.session.pop(KEPT, None)
