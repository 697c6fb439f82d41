"""What people fill in of the data, systems and relations of an application; names that are known are proposed."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roeland.organisation.models import Organisation
from roeland.register import finding, services
from roeland.register.models import Answered, Application, Connection, Dataset, DatasetUsed, Relation, System
from roeland.register.parts import standing
from roeland.search.queries import matching

CODE = re.compile(r"AI-?0*([0-9]{1,9})\b|0*([0-9]{1,9})$", re.IGNORECASE)
NEAR = 5


def _name(label: Any, help_text: Any, most: int = 200) -> forms.CharField:
    widget = forms.TextInput(attrs={"list": "known-names", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, help_text=help_text, widget=widget)


def _line(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=label, max_length=300, required=False, help_text=help_text)


def _one_of(label: Any, choices: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


class PartForm(forms.Form):
    """One part of an application, and what its user saw of it when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, application: Application, row: list[str] | None = None, **kwargs: Any) -> None:
        self.application = application
        kwargs["initial"] = self.initial_of(row) | {"seen": json.dumps(row)} if row else {}
        super().__init__(*args, **kwargs)

    def initial_of(self, row: list[str]) -> dict[str, Any]:
        raise NotImplementedError

    @property
    def known_names(self) -> list[str]:
        """What the browser can propose for the name."""
        raise NotImplementedError

    def clean_seen(self) -> list[str] | None:
        try:
            seen = json.loads(self.cleaned_data["seen"] or "null")
        except ValueError:
            return []
        return seen if isinstance(seen, list) else None


class DatasetForm(PartForm):
    name = _name(_("Which data?"), _("Choose a name that is known already, or type a new one."))
    origin = _one_of(_("Whose data are they?"), Dataset.Origin.choices, initial=Dataset.Origin.UNKNOWN)
    personal = _one_of(_("Are there personal data in it?"), Answered.choices, initial=Answered.UNKNOWN)
    what_for = _line(_("What does the application use them for?"))

    def initial_of(self, row: list[str]) -> dict[str, Any]:
        return dict(zip(("name", "origin", "personal", "what_for"), row, strict=True))

    @property
    def known_names(self) -> list[str]:
        return standing.known_names(self.application.organisation, Dataset)


class SystemForm(PartForm):
    name = _name(_("Which system?"), _("Choose a name that is known already, or type a new one."))
    direction = _one_of(
        _("What does the application do with it?"),
        Connection.Direction.choices,
        error_messages={"required": _("Choose what the application does with it.")},
    )
    what = _line(_("Which data go there or come from it?"))

    def initial_of(self, row: list[str]) -> dict[str, Any]:
        return dict(zip(("name", "direction", "what"), row, strict=True))

    @property
    def known_names(self) -> list[str]:
        return standing.known_names(self.application.organisation, System)


class RelationForm(PartForm):
    kind = _one_of(
        _("This application …"),
        standing.kind_choices,
        error_messages={"required": _("Choose what they have to do with each other.")},
    )
    other = _name(_("Which other application?"), _("Type its number (AI-0031) or its name."), 200)
    reason = forms.CharField(
        label=_("Why do you say so?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def initial_of(self, row: list[str]) -> dict[str, Any]:
        return dict(zip(("kind", "other", "reason"), row, strict=True))

    @property
    def known_names(self) -> list[str]:
        rows = Application.objects.of(self.application.organisation).exclude(pk=self.application.pk)
        return [f"{one.code} {one.name}" for one in rows.only("number", "name").order_by("name")[: standing.PROPOSED]]

    def clean_other(self) -> Application:
        text = self.cleaned_data["other"].strip()
        found = called(self.application.organisation, text)
        if found is None:
            raise forms.ValidationError(_nothing(self.application.organisation, text))
        if found.pk == self.application.pk:
            raise forms.ValidationError(_("This is the application itself. Name another one."))
        return found


def called(organisation: Organisation, text: str) -> Application | None:
    """Return the application that a number or a whole name means; None for none, or for several of one name."""
    rows = Application.objects.of(organisation)
    if number := CODE.match(text):
        return rows.filter(number=int(number[1] or number[2])).first()
    named = list(rows.filter(name__iexact=text)[:2])
    return named[0] if len(named) == 1 else None


def _nothing(organisation: Organisation, text: str) -> str:
    """Say that nothing is called so, and what comes near."""
    keys = matching(organisation=organisation, kind=finding.KIND, text=text)
    near = Application.objects.of(organisation).filter(pk__in=keys).order_by("name")[:NEAR]
    words = ", ".join(f"{one.code} {one.name}" for one in near)
    if not words:
        return gettext("No application has this number or name. Look it up in the register.")
    return gettext("Type the number of the one that you mean. Perhaps: %(words)s.") % {"words": words}


class DocumentForm(forms.Form):
    """A document to keep with an application."""

    file = forms.FileField(
        label=_("File"),
        max_length=500,
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose another one."),
            "max_length": _("The name of this file is too long. Give it a shorter name."),
        },
    )
    title = forms.CharField(
        label=_("What is it?"),
        max_length=200,
        required=False,
        help_text=_("For example: contract, manual. Empty: the name of the file."),
    )
    too_large = False  # the file was let go on arrival

    def clean(self) -> dict[str, Any]:
        if self.too_large:
            self.errors.pop("file", None)
            limit = {"limit": services.LARGEST_DOCUMENT // 1024 // 1024}
            self.add_error("file", _("The file is larger than %(limit)s MB. Choose a smaller one.") % limit)
        return self.cleaned_data


@dataclass(frozen=True)
class Sort:
    """A sort of part: its titles, the form for one, and the service that keeps it."""

    code: str
    field: str  # of the journal
    title: str | Promise
    add: str | Promise
    model: type[DatasetUsed] | type[Connection] | type[Relation]
    form: type[PartForm]
    put: Callable[..., Any]
    twice: str | Promise  # what is said when it is there already


SORTS = {
    sort.code: sort
    for sort in (
        Sort(
            "dataset",
            "datasets",
            _("Data"),
            _("Add data"),
            DatasetUsed,
            DatasetForm,
            services.put_dataset,
            _("The application uses these data already."),
        ),
        Sort(
            "system",
            "systems",
            _("Systems"),
            _("Add a system"),
            Connection,
            SystemForm,
            services.put_system,
            _("This system is there already."),
        ),
        Sort(
            "relation",
            "related",
            _("Related applications"),
            _("Add a related application"),
            Relation,
            RelationForm,
            services.put_relation,
            _("This is said already."),
        ),
    )
}
