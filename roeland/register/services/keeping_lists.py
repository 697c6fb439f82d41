"""Keeping a list under a name: for oneself, or for everybody here. The journal only knows what was shared."""

from django.db import transaction
from django.db.models import Q

from roeland.journal.services import record
from roeland.organisation.access import NotPermitted, may, must
from roeland.organisation.models import Person
from roeland.register.models import SavedView

LONGEST = 2000  # characters of an address


class NameTaken(Exception):
    """Among the lists that this person sees there is one with that name already."""


class AlreadyKept(Exception):
    """This person sees the same list already, as `view`."""

    def __init__(self, view: SavedView) -> None:
        super().__init__(view.name)
        self.view = view


class TooMuch(Exception):
    """The list asks for more than can be kept."""


@transaction.atomic
def keep_list(*, name: str, query: str, shared: bool, actor: Person) -> SavedView:
    """Keep the list that `query` (Wish.address) asks for. Raises NotPermitted, NameTaken, AlreadyKept or TooMuch."""
    must(actor, "application.view")
    if len(query) > LONGEST:
        raise TooMuch
    if same := SavedView.objects.seen_by(actor).filter(query=query).first():
        raise AlreadyKept(same)
    _must_be_free(name, shared, actor)
    view = SavedView.objects.create(
        organisation=actor.organisation, person=actor, name=name.strip(), query=query, shared=shared
    )
    if shared:
        record("saved_view.shared", subject=view, actor=actor)
    return view


@transaction.atomic
def change_list(*, view: SavedView, name: str, shared: bool, actor: Person) -> SavedView:
    """Give one's own list another name, or share it, or no longer. Raises NotPermitted or NameTaken."""
    must(actor, "saved_view.change", view)
    row = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    _must_be_free(name, shared, actor, row)
    before = {"name": row.name, "shared": row.shared}
    row.name, row.shared = name.strip(), shared
    row.save(update_fields=["name", "shared"])
    fields = [field for field, value in before.items() if getattr(row, field) != value]
    if row.shared and not before["shared"]:
        record("saved_view.shared", subject=row, actor=actor, fields=fields)
    elif fields and before["shared"]:
        record("saved_view.changed", subject=row, actor=actor, fields=fields)
    return row


@transaction.atomic
def remove_list(*, view: SavedView, actor: Person) -> None:
    """Remove one's own list, or a shared one as who takes care of the register. Raises NotPermitted."""
    row = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    if not may_remove(actor, row):
        raise NotPermitted("saved_view.remove", actor)
    if row.shared:
        record("saved_view.removed", subject=row, actor=actor, values={"name": [row.name, ""]})
    row.delete()


def may_remove(person: Person, view: SavedView) -> bool:
    """Say whether a person may remove a list; what others keep for themselves stays theirs."""
    return may(person, "saved_view.remove", view) and (view.shared or view.person_id == person.pk)


def _must_be_free(name: str, shared: bool, actor: Person, itself: SavedView | None = None) -> None:
    """A name is of one list among one's own; and among the shared ones, when it is to be shared."""
    others = SavedView.objects.filter(organisation=actor.organisation_id, name__iexact=name.strip())
    others = others.filter(Q(person=actor) | Q(shared=True) if shared else Q(person=actor))
    others = others.exclude(pk=itself.pk) if itself else others
    if others.exists():
        raise NameTaken
