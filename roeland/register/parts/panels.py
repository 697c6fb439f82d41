"""The data, systems, relations and documents of an application on its dossier, folded when there are many."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from roeland.organisation.access import may
from roeland.organisation.middleware import Request
from roeland.register.models import Application, Connection, DatasetUsed, Relation
from roeland.register.parts import standing
from roeland.register.parts.forms import SORTS, Sort
from roeland.register.parts.together import together
from roeland.ui.panels import Panel, once


@dataclass(frozen=True)
class Shown:
    """A part in words, with its key and where it leads, if anywhere."""

    key: Any
    words: str
    before: str = ""
    url: str = ""
    after: str = ""


@dataclass(frozen=True)
class Group:
    """The parts of one sort."""

    sort: Sort
    title: str | Promise
    parts: list[Shown]


def groups(request: Request, application: Application, relations: Iterable[Relation]) -> list[Group]:
    """Everything that belongs to the application, in one query beside that of the relations."""
    found = once(request, application, together)
    shown = {
        "dataset": [Shown(key, standing.dataset_words(row)) for key, row in found[DatasetUsed]],
        "system": [Shown(key, standing.system_words(row)) for key, row in found[Connection]],
        "relation": [_relation(one, application) for one in relations],
    }
    return [Group(sort, sort.title, shown[code]) for code, sort in SORTS.items()]


def belonging(request: Request, application: Application) -> Panel | None:
    """What the application works with and what it is to others; for who may not add, only what is there."""
    told = [one for one in once(request, application, standing.relations) if one.kind != Relation.Kind.ANOTHER]
    found, may_edit = groups(request, application, told), may(request.person, "application.edit", application)
    if not may_edit and not any(group.parts for group in found):
        return None
    context = {
        "application": application,
        "groups": [group for group in found if group.parts],
        "gaps": [str(group.title) for group in found if not group.parts],
        "may_edit": may_edit,
    }
    title = _("Data and related applications")
    return Panel(title, "register/panels/_belonging.html", context, place="aside", id="belonging")


def papers(request: Request, application: Application) -> Panel | None:
    """The documents of the application; who brought them in only for who handles it."""
    rows, may_edit = standing.attachments(application), may(request.person, "application.edit", application)
    if not may_edit and not rows:
        return None
    names = may(request.person, "journal.own", application)
    context = {"application": application, "documents": rows, "may_edit": may_edit, "names": names}
    return Panel(_("Documents"), "register/panels/_documents.html", context, place="aside", id="documents")


def _relation(one: Relation, application: Application) -> Shown:
    other, kind = standing.seen_from(one, application)
    return Shown(
        one.pk,
        standing.relation_words(standing.relation_row(one, application)),
        before=f"{standing.kind_words(kind)}:",
        url=other.get_absolute_url(),
        after=f"{other.code} {other.name}",
    )
