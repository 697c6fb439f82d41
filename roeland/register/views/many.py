"""Changing many applications at once: choose them in the list, say what changes, look, and confirm."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from roeland.organisation.access import permitted
from roeland.organisation.forms import status_of
from roeland.organisation.middleware import Request
from roeland.register import listing, services
from roeland.register.listing.forms import ChangesForm
from roeland.register.models import Application
from roeland.register.services.changing_many import MOST

NAMED_AT_MOST = 10  # in a message


@permitted("application.edit")
def change(request: Request) -> HttpResponse:
    """GET: what the list sends here. POST: look at what would change, go back, or do it."""
    back = listing.wish_from(QueryDict(request.GET.get("list", request.POST.get("list", ""))))
    seen = (
        _seen(request.POST.get("seen", "")) if request.method == "POST" else dict.fromkeys(_chosen(request, back), "")
    )
    if not seen:
        messages.info(request, _("Choose one or more applications in the list first."))
        return redirect(_address(back))
    if len(seen) > MOST:
        return _too_many(request, back, MOST)
    form = ChangesForm(request.POST or None, organisation=request.person.organisation)
    step = request.POST.get("step", "")
    if not form.is_valid() or step not in ("look", "do"):
        return _ask(request, form, seen, back, checked=step != "again")
    if step == "do":
        return _do(request, form, seen, back)
    return _show(request, form, seen, back)


def _chosen(request: Request, back: listing.Wish) -> Iterable[UUID]:
    """The rows that were ticked, or all that the list shows; those of others do not exist."""
    rows = listing.wished(request.person, back)
    if "all" not in request.GET:
        picked = _keys(request.GET.getlist("pick"))
        rows = Application.objects.of(request.person.organisation).filter(pk__in=picked)
    return rows.values_list("pk", flat=True)[: MOST + 1]


def _keys(words: Iterable[str]) -> list[UUID]:
    found = []
    for word in words:
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found


def _seen(text: str) -> dict[UUID, str]:
    """Read the keys that travel from page to page, each with the digest of what the person saw."""
    pairs = [pair.partition(":") for pair in text.split(",") if pair]
    return {key: digest[:12] for word, _colon, digest in pairs for key in _keys([word])}


def _written(seen: Mapping[UUID, str]) -> str:
    return ",".join(f"{key.hex}:{digest}" for key, digest in seen.items())


def _address(back: listing.Wish) -> str:
    return f"{reverse('register:list')}?{back.address}"


def _ask(
    request: Request, form: ChangesForm, seen: Mapping[UUID, str], back: listing.Wish, *, checked: bool
) -> HttpResponse:
    """Ask what changes. Who comes back from the preview finds what was chosen, without being corrected."""
    context = {"form": form, "seen": _written(seen), "number": len(seen), "list": back.address}
    return render(request, "register/change_many.html", context, status=status_of(form) if checked else 200)


def _show(request: Request, form: ChangesForm, seen: Mapping[UUID, str], back: listing.Wish) -> HttpResponse:
    lines = services.preview(keys=seen, changes=form.changes, actor=request.person)
    labels = {name: field.label for name, field in form.fields.items()} | {"labels": _("Tags")}
    allowed = [line for line in lines if line.allowed]
    context = {
        "form": form,
        "seen": _written({line.application.pk: line.digest for line in lines}),
        "list": back.address,
        "changed": [
            (line.application, [(labels[name], *pair) for name, pair in line.changed.items()])
            for line in allowed
            if line.changed
        ],
        "unchanged": [line.application for line in allowed if not line.changed],
        "refused": [line.application for line in lines if not line.allowed],
    }
    return render(request, "register/change_preview.html", context)


def _do(request: Request, form: ChangesForm, seen: Mapping[UUID, str], back: listing.Wish) -> HttpResponse:
    outcome = services.change_many(seen=seen, changes=form.changes, actor=request.person)
    _tell(request, outcome)
    return redirect(_address(back))


def _tell(request: Request, outcome: services.Outcome) -> None:
    number = len(outcome.changed)
    done = ngettext("%(n)s application is changed.", "%(n)s applications are changed.", number) % {"n": number}
    (messages.success if number else messages.info)(request, done)
    if outcome.moved:
        words = _("Somebody else changed these meanwhile, so they stayed as they are: %(names)s. Look at them again.")
        messages.warning(request, words % {"names": _names(outcome.moved)})
    if outcome.refused:
        words = _("You may not change these, so they stayed as they are: %(names)s.")
        messages.warning(request, words % {"names": _names(outcome.refused)})


def _names(rows: list[Application]) -> str:
    named = ", ".join(f"{row.name} ({row.code})" for row in rows[:NAMED_AT_MOST])
    left = len(rows) - NAMED_AT_MOST
    return named if left <= 0 else _("%(names)s and %(n)s others") % {"names": named, "n": left}


def _too_many(request: Request, back: listing.Wish, most: int) -> HttpResponse:
    words = _("That is more than %(most)s applications at once. Filter the list, and change a part of it first.")
    messages.warning(request, words % {"most": most})
    return redirect(_address(back))
