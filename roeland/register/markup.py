"""The little HTML that the register form allows: cleaned for the page, plain for editing and counting."""

import re
from html import escape
from html.parser import HTMLParser

import nh3
from django.utils.safestring import SafeString

ALLOWED_TAGS = frozenset({"div", "br", "p", "ul", "ol", "li"})
# What can run, load or steer a page. A text that holds one of these is refused, never repaired.
ACTIVE_TAGS = frozenset(
    {"script", "style", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "meta", "base"}
    | {"form", "input", "button", "textarea", "select", "svg", "math", "template", "noscript", "portal"}
    | {"video", "audio", "source", "img"}
)
SCHEME = re.compile(r"^\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
LIST_ITEM = re.compile(r"^(?:-|\d{1,3}\.)\s+")


class _Reader(HTMLParser):
    """Follows the tags of a text: which are active or foreign, and what a person would read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.active = self.foreign = False
        self.lines = [""]
        self.counters: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.active = self.active or tag in ACTIVE_TAGS or any(_is_active(*attribute) for attribute in attrs)
        self.foreign = self.foreign or tag not in ALLOWED_TAGS or bool(attrs)
        if tag in {"ul", "ol"}:
            self.counters.append(0 if tag == "ol" else None)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        self.foreign = self.foreign or tag not in ALLOWED_TAGS
        if tag in {"ul", "ol"} and self.counters:
            self.counters.pop()
        if tag in {"p", "ul", "ol"}:
            self.lines.append("")
        if tag in ALLOWED_TAGS - {"br"}:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        first, *rest = data.replace("\r\n", "\n").split("\n")
        self.lines[-1] += first
        self.lines.extend(rest)

    def _break(self, tag: str) -> None:
        if tag == "li":
            self._start_item()
        elif tag in ALLOWED_TAGS and (tag == "br" or self.lines[-1].strip() not in {"", "-"}):
            self.lines.append("")

    def _start_item(self) -> None:
        if self.counters and self.counters[-1] is not None:
            self.counters[-1] += 1
            self.lines.append(f"{self.counters[-1]}. ")
        else:
            self.lines.append("- ")


def _is_active(name: str, value: str | None) -> bool:
    return name.startswith("on") or bool(SCHEME.match(value or ""))


def _read(text: str) -> _Reader:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader


def is_active(text: str) -> bool:
    """Say whether the text holds something that could run or load in a page."""
    return "<" in text and _read(text).active


def is_foreign(text: str) -> bool:
    """Say whether the text holds tags or attributes that the form does not know."""
    return "<" in text and _read(text).foreign


def plain(text: str) -> str:
    """Return what a person reads of the text: paragraphs with an empty line between, lists with "- "."""
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in _read(text).lines]
    kept = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r"(?m)^((?:-|\d+\.) .*)\n\n(?=(?:-|\d+\.) )", r"\1\n", kept)


def rich(text: str) -> str:
    """Return plain text as the form's HTML, the reverse of `plain`."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip())
    return "".join(_block(block.split("\n")) for block in blocks if block.strip())


def _block(lines: list[str]) -> str:
    items = [line for line in lines if LIST_ITEM.match(line)]
    if len(items) != len(lines):
        return f"<p>{'<br>'.join(escape(line, quote=False) for line in lines)}</p>"
    tag = "ul" if lines[0].startswith("-") else "ol"
    shown = "".join(f"<li>{escape(LIST_ITEM.sub('', line), quote=False)}</li>" for line in lines)
    return f"<{tag}>{shown}</{tag}>"


def clean(text: str) -> str:
    """Return the text with nothing but the allowed tags."""
    return nh3.clean(text, tags=set(ALLOWED_TAGS), attributes={}, link_rel=None)


def shown(text: str) -> SafeString:
    """Return the text as it can stand on a page; plain text gets its paragraphs."""
    return SafeString(clean(text if re.search(r"<(?:div|br|p|ul|ol|li)\b", text) else rich(plain(text))))
