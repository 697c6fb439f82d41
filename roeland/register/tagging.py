"""Tags: free words by which an organisation groups its applications, written with commas between."""

import re
from collections.abc import Iterable
from operator import attrgetter

from django.db.models import Q

from roeland.organisation.models import Organisation
from roeland.register.models import Application, Tag, Tagging

LONGEST = 60
MOST = 20
SUGGESTED = 100
TO_QUOTE = re.compile(r'[",;|\n]')


def parts(text: str, between: str) -> list[str]:
    """Cut a text at these signs. What stands between quotes is one part; a quote in it is written twice."""
    quoted = re.compile(rf'\s*"((?:[^"]|"")*)"[^\S\n]*(?=[{re.escape(between)}]|\Z)')
    found, place = [], 0
    while place <= len(text):
        if match := quoted.match(text, place):
            found.append(match[1].replace('""', '"'))
            place = match.end() + 1
        else:
            end = min((at for sign in between if (at := text.find(sign, place)) >= 0), default=len(text))
            found.append(text[place:end])
            place = end + 1
    return found


def names_in(text: str) -> list[str]:
    """Return the words of a text with commas between: each once, whatever its capitals, in order of the alphabet."""
    found = {name.casefold(): name for name in reversed([" ".join(part.split()) for part in parts(text, ",")]) if name}
    return sorted(found.values(), key=str.casefold)


def as_text(names: Iterable[str], between: str = ", ") -> str:
    """Return names as people write them; one that holds a sign that stands between names stands between quotes."""
    return between.join(_quoted(name) for name in sorted(names, key=str.casefold))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"' if TO_QUOTE.search(name) else name


def of(application: Application) -> str:
    """Return the tags of an application as people write them."""
    return as_text(tagging.tag.name for tagging in application.tagging_set.all())


def spelled(organisation: Organisation, text: str) -> str:
    """Return the words of a text in the spelling that the organisation uses already."""
    known = {tag.name.casefold(): tag.name for tag in _tags(organisation, names_in(text))}
    return as_text(known.get(name.casefold(), name) for name in names_in(text))


def retag(application: Application, text: str) -> None:
    """Give an application these tags and no others; a word that is new becomes a tag of the organisation."""
    organisation, wanted = application.organisation, names_in(spelled(application.organisation, text))
    kept = {tagging.tag.name: tagging for tagging in application.tagging_set.select_related("tag")}
    Tagging.objects.filter(pk__in=[one.pk for name, one in kept.items() if name not in wanted]).delete()
    for name in set(wanted).difference(kept):
        tag, _ = Tag.objects.get_or_create(organisation=organisation, name=name)
        Tagging.objects.create(organisation=organisation, application=application, tag=tag)


def in_use(organisation: Organisation) -> list[str]:
    """Return the tags that some application has, in order of the alphabet."""
    used = Tagging.objects.filter(organisation=organisation).values("tag")
    tags = Tag.objects.filter(organisation=organisation, pk__in=used).order_by("name")[:SUGGESTED]
    return sorted(map(attrgetter("name"), tags), key=str.casefold)


def suggestions(organisation: Organisation, now: str) -> list[str]:
    """Return what can stand in the field after one more tag: a browser replaces the whole of what was typed."""
    have = names_in(now)
    lower = {name.casefold() for name in have}
    return [as_text([*have, name]) for name in in_use(organisation) if name.casefold() not in lower]


def _tags(organisation: Organisation, names: list[str]) -> Iterable[Tag]:
    asked = Q(pk=None)
    for name in names:
        asked |= Q(name=name) | Q(name__iexact=name)
    return Tag.objects.filter(asked, organisation=organisation)
