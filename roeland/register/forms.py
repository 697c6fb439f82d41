"""One form per section of an application, and the form that takes a file."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from roeland.organisation.forms import ScopedForm, field_of
from roeland.organisation.models import Person, Unit
from roeland.register import standard, tagging
from roeland.register.importing.reading import MAX_MEGABYTES
from roeland.register.models import Application, FieldOfUse
from roeland.register.money import MoneyField
from roeland.register.sections import LINKS, SECTIONS, column, digest, normal, read

ADDRESS = re.compile(r"^https?://\S+$")
ADDRESSES = ("website", "url", "process_index_url", "publiccode")


def _of(field: str) -> Any:
    return capfirst(column(field).verbose_name)


def _text(field: str, limit: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(label=_of(field), max_length=limit, required=False, widget=widget)


def _line(field: str, limit: int, help_text: Any = "") -> forms.CharField:
    return forms.CharField(label=_of(field), max_length=limit, required=False, help_text=help_text)


def _links(label: Any) -> forms.CharField:
    help_text = _("One per line: title, then a bar, then the address. For example: Road Traffic Act | https://…")
    return forms.CharField(label=label, required=False, help_text=help_text, widget=forms.Textarea(attrs={"rows": 4}))


class DutchSelect(forms.Select):
    """Choices in the words of the Dutch register form, which are Dutch in every language."""

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if value:
            option["attrs"]["lang"] = "nl"
        return option


def _choice(field: str, values: tuple[str, ...]) -> forms.ChoiceField:
    choices = [("", _("not filled in")), *((value, value) for value in values)]
    return forms.ChoiceField(label=_of(field), choices=choices, required=False, widget=DutchSelect)


def _person(label: Any, help_text: Any) -> forms.ModelChoiceField:
    people = Person.objects.order_by("name")
    return forms.ModelChoiceField(people, label=label, required=False, empty_label=_("nobody yet"), help_text=help_text)


class SectionForm(ScopedForm):
    """The fields of one section, and what their user saw when the page was made."""

    section = ""
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        self.now = {field: read(application, field) for field in SECTIONS[self.section].fields}
        initial = {field: as_text(value) if field in LINKS else value for field, value in self.now.items()}
        initial["seen"] = json.dumps({field: digest(value) for field, value in self.now.items()})
        super().__init__(*args, initial=initial, **kwargs)

    def clean_seen(self) -> dict[str, str]:
        try:
            seen = json.loads(self.cleaned_data["seen"] or "{}")
        except ValueError:
            return {}
        return {str(field): str(value) for field, value in seen.items()} if isinstance(seen, dict) else {}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field in set(cleaned) & set(self.now):
            if field in LINKS:
                self._read_links(field)
            elif normal(cleaned[field]) != normal(self.now[field]):
                self._check(field, cleaned[field])
        return cleaned

    def _read_links(self, field: str) -> None:
        try:
            self.cleaned_data[field] = from_text(self.cleaned_data[field])
        except ValueError as line:
            self.add_error(
                field, _("“%(line)s” has no address. Put a bar and then https://… behind it.") % {"line": line}
            )

    def _check(self, field: str, value: Any) -> None:
        if field in ADDRESSES and value and not ADDRESS.match(value):
            self.add_error(field, _("Start the address with https://, for example https://www.gent.be/ai."))
        if field == "contact_email" and value and "@" not in value and not ADDRESS.match(value):
            self.add_error(field, _("Give an e-mail address, or an address that starts with https://."))
        if field in {"begin_date", "end_date"} and value and not re.match(standard.MONTH, value):
            self.add_error(field, _("Write year and month, for example 2026-03."))

    def tell_history(self, changed: Iterable[str], url: str) -> None:
        """Put under each field that was changed before a way to what stood there."""
        for name in set(changed).intersection(self.fields):
            field = self.fields[name]
            link = format_html(
                '<a class="nl-link" href="{}?field={}">{}</a>', url, name, gettext("What stood here before")
            )
            field.help_text = format_html("{} {}", field.help_text, link)

    @property
    def changes(self) -> dict[str, Any]:
        """What was filled in, for the service: plain text, lists and things."""
        return {field: self.cleaned_data[field] for field in self.now if field in self.cleaned_data}


def as_text(links: list[list[str]]) -> str:
    return "\n".join(f"{title} | {link}" if link else title for title, link in links)


def from_text(text: str) -> list[list[str]]:
    """Read titles and addresses, one pair a line. Raises ValueError with the first line whose address is wrong."""
    pairs = []
    for line in filter(None, (line.strip() for line in text.splitlines())):
        title, _bar, link = (part.strip() for part in line.partition("|"))
        if link and not ADDRESS.match(link):
            raise ValueError(line)
        pairs.append([title[:500], link[:500]])
    return pairs


class IdentityForm(SectionForm):
    section = "identity"
    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Say what it does, with a verb if you can."))
    summary = forms.CharField(
        label=_("In short"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    purpose = forms.CharField(
        label=_("What is it for?"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    supplier = forms.CharField(label=_("Supplier"), max_length=200, required=False)
    product = forms.CharField(label=_("Product"), max_length=120, required=False)
    version = forms.CharField(label=_("Version"), max_length=60, required=False)
    field_of_use = forms.ModelChoiceField(
        FieldOfUse.objects.order_by("order"), label=_("Field of use"), required=False, empty_label=_("not filled in")
    )
    labels = forms.CharField(
        label=_("Tags"),
        max_length=1000,
        required=False,
        help_text=_("Words to group by, with a comma between. For example: pilot, citizens, chatbot."),
        widget=forms.TextInput(attrs={"list": "known-labels", "autocomplete": "off"}),
    )

    def clean_labels(self) -> str:
        names = tagging.names_in(self.cleaned_data["labels"])
        if too_long := [name for name in names if len(name) > tagging.LONGEST]:
            raise forms.ValidationError(
                _("“%(name)s” is longer than %(most)s letters. Put a comma between two tags."),
                params={"name": too_long[0], "most": tagging.LONGEST},
            )
        if len(names) > tagging.MOST:
            raise forms.ValidationError(_("Give at most %(most)s tags."), params={"most": tagging.MOST})
        return tagging.spelled(self.organisation, self.cleaned_data["labels"])

    @property
    def known_labels(self) -> list[str]:
        """What the browser can propose for the tags."""
        return tagging.suggestions(self.organisation, str(self["labels"].value() or ""))


class PlaceForm(SectionForm):
    section = "place"
    unit = forms.ModelChoiceField(
        Unit.objects.order_by("name"), label=_("Unit"), required=False, empty_label=_("not filled in")
    )
    owner = _person(_("AI owner"), _("Who answers for the application day to day. We ask them first."))
    process_owner = _person(
        _("Process owner"), _("Who leads the work that the application is part of. We ask them first.")
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, application=application, **kwargs)
        # Who left stays shown, so that saving another field does not silently take them away.
        held = [application.owner_id, application.process_owner_id]
        for duty in ("owner", "process_owner"):
            field = field_of(self, duty, forms.ModelChoiceField)
            field.queryset = Person.objects.filter(Q(active=True) | Q(pk__in=held), organisation=self.organisation)


class PeopleForm(SectionForm):
    section = "people"
    users = forms.CharField(
        label=_("Who works with it?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: twelve employees of the desk."),
    )
    affected = forms.CharField(
        label=_("Whom does it affect?"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: everybody who asks for a parking permit."),
    )
    cost_once = MoneyField(label=_("Cost, once"), help_text=_("In euro, with VAT. For example 12500 or 1250,50."))
    cost_yearly = MoneyField(label=_("Cost per year"), help_text=_("In euro, with VAT."))


class GeneralForm(SectionForm):
    section = "general"
    organization = _line("organization", 100)
    category = forms.MultipleChoiceField(
        label=_of("category"),
        choices=[(theme, theme) for theme in standard.THEMES],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    status = _choice("status", standard.STATUSES)
    begin_date = _line("begin_date", 7, _("Year and month, for example 2026-03."))
    end_date = _line("end_date", 7, _("Leave it empty while the application is in use."))
    contact_email = _line("contact_email", 500, _("A general mailbox or a contact page, nobody's own address."))
    website = _line("website", 500)
    publication_category = _choice("publication_category", standard.PUBLICATION_CATEGORIES)
    url = _line("url", 500)


class ResponsibleUseForm(SectionForm):
    section = "responsible-use"
    goal = _text("goal", 2500)
    proportionality = _text("proportionality", 2500)
    human_intervention = _text("human_intervention", 2500)
    risks = _text("risks", 2500)
    lawful_basis = _text("lawful_basis", 2500)
    lawful_basis_links = _links(_("References to the legal basis"))
    process_index_url = _line("process_index_url", 500)
    impact_assessments = _text("impact_assessments", 2500)
    impact_assessment_links = _links(_("Impact assessments"))


class WorkingForm(SectionForm):
    section = "working"
    source_data = _text("source_data", 2500)
    source_data_links = _links(_("References to sources of data"))
    methods_and_models = _text("methods_and_models", 5000)
    provider = _line("provider", 200)
    publiccode = _line("publiccode", 500)


class MetadataForm(SectionForm):
    section = "metadata"
    source_id = _line("source_id", 100)
    tags = _text("tags", 2500)


FORMS = {
    form.section: form
    for form in (IdentityForm, PlaceForm, PeopleForm, GeneralForm, ResponsibleUseForm, WorkingForm, MetadataForm)
}


class FileForm(forms.Form):
    """A file to import: a sheet, or one of the register form."""

    file = forms.FileField(
        label=_("File"),
        error_messages={
            "required": _("Choose a file first."),
            "empty": _("This file is empty. Choose a file with at least one application."),
        },
    )
    dry_run = forms.BooleanField(
        label=_("Only check, store nothing"),
        required=False,
        help_text=_("For JSON. Of a sheet you always see first what would be stored."),
    )
    too_large = False  # the file was let go on arrival

    def clean(self) -> dict[str, Any]:
        if self.too_large:
            self.errors.pop("file", None)
            limit = {"limit": MAX_MEGABYTES}
            self.add_error("file", _("The file is larger than %(limit)s MB. Split it.") % limit)
        return self.cleaned_data

    @property
    def chosen(self) -> dict[str, Any]:
        """What the service needs of a good form."""
        return {"upload": self.cleaned_data["file"], "dry_run": self.cleaned_data["dry_run"]}
