"""A page as somebody reads it: its words, where its links lead, and its forms with all that they offer."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

CHOSEN = ("radio", "checkbox")


@dataclass
class Form:
    """One form of a page: what it would send as it stands, and which values it offers per name."""

    action: str
    values: dict[str, list[str]] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, **given: Any) -> dict[str, Any]:
        """What it sends once this is filled in. Only what the page really offers can be."""
        for name, value in given.items():
            assert name in self.values, f"{self.action} has no field {name}: {sorted(self.values)}"
            offered = self.offers.get(name)
            assert not offered or str(value) in offered, f"{name} does not offer {value}: {offered}"
        return self.values | {name: str(value) for name, value in given.items()}


class Page(HTMLParser):
    """An answer of the server, read."""

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.status: int = response.status_code
        self.url: str = response.request["PATH_INFO"]
        self.html: str = response.content.decode()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._words: list[str] = []
        self._open: Form | None = None
        self._name = self._silent = ""
        self.feed(self.html)

    @property
    def text(self) -> str:
        """All words, with single spaces."""
        return " ".join(" ".join(self._words).split())

    def form(self, action: str) -> Form:
        """The form that is sent to an address with this end."""
        found = [form for form in self.forms if form.action.endswith(action)]
        assert found, f"{self.url} ({self.status}) has no form for {action}, only {[f.action for f in self.forms]}"
        return found[0]

    def has_form(self, action: str) -> bool:
        return any(form.action.endswith(action) for form in self.forms)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        here = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in here:
            self.links.append(here["href"])
        elif tag == "form":
            self._open = Form(here.get("action") or self.url)
            self.forms.append(self._open)
        elif tag in ("script", "style"):
            self._silent = tag
        elif self._open and tag in ("input", "textarea", "select", "option"):
            self._field(self._open, tag, here, {name for name, _value in attrs})

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag in ("textarea", "select"):
            self._name = ""
        elif tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self._words.append(data)
        if self._open and self._name and self._name not in self._open.offers:
            self._open.values[self._name] = [*self._open.values[self._name], data.lstrip("\n")]

    def _field(self, form: Form, tag: str, here: dict[str, str], named: set[str]) -> None:
        name, value = here.get("name", ""), here.get("value", "on" if here.get("type") == "checkbox" else "")
        if tag == "option":
            form.offers[self._name].append(value)
            form.values[self._name] += [value] if "selected" in named else []
            return
        if not name:
            return
        sent = form.values.setdefault(name, [])
        if tag in ("textarea", "select"):
            self._name = name
            if tag == "select":
                form.offers[name] = []
        elif here.get("type") in CHOSEN:
            form.offers.setdefault(name, []).append(value)
            sent += [value] if "checked" in named else []
        else:
            sent.append(value)
