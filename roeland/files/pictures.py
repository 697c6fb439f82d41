"""Pictures that somebody brought in, written anew with only what draws: SVG without scripts, PNG without remarks."""

import re
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

LARGEST = 200 * 1024  # bytes
WIDEST = 2000  # pixels
MOST_PARTS = 3000
TYPES = {"svg": "image/svg+xml", "png": "image/png"}

_PNG = b"\x89PNG\r\n\x1a\n"
_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND")
_DRAWS = """
    svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath title desc
"""
_LOOKS = """
    fill fill-opacity fill-rule stroke stroke-width stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity
    stroke-dasharray stroke-dashoffset opacity clip-path clip-rule stop-color stop-opacity color display visibility
"""
_PLACES = """
    id d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox preserveAspectRatio points transform offset
    gradientUnits gradientTransform spreadMethod clipPathUnits version
"""
_PARTS, _STYLES = frozenset(_DRAWS.split()), frozenset(_LOOKS.split())
_ATTRIBUTES = _STYLES | frozenset(_PLACES.split())
_FAR = re.compile(r"url\s*\(\s*(?!['\"]?#)|[\\<>]|/\*|javascript|data:|expression|@", re.IGNORECASE)


class NotAPicture(Exception):
    """The file cannot be used. `code`: unknown, too_large, too_wide, broken, style."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def clean(raw: bytes) -> tuple[str, bytes]:
    """Return the kind of a picture (svg or png) and its bytes, written anew. Raises NotAPicture."""
    if len(raw) > LARGEST:
        raise NotAPicture("too_large")
    if raw.startswith(_PNG):
        return "png", _PNG + b"".join(_chunks(raw))
    if b"<svg" in raw[:4096]:
        return "svg", _Drawing().of(raw)
    raise NotAPicture("unknown")


def _chunks(raw: bytes) -> Iterator[bytes]:
    place, last = len(_PNG), b""
    while last != b"IEND":
        size, last = int.from_bytes(raw[place : place + 4], "big"), raw[place + 4 : place + 8]
        chunk = raw[place : place + size + 12]
        if len(chunk) != size + 12 or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:], "big"):
            raise NotAPicture("broken")
        if place == len(_PNG):
            _must_be_small_enough(last, chunk)
        if last in _CHUNKS:
            yield chunk
        place += size + 12


def _must_be_small_enough(kind: bytes, head: bytes) -> None:
    if kind != b"IHDR":
        raise NotAPicture("broken")
    if max(int.from_bytes(head[8:12], "big"), int.from_bytes(head[12:16], "big")) > WIDEST:
        raise NotAPicture("too_wide")


class _Drawing:
    """Reads an SVG and writes down the parts that are known to draw, and nothing else."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self.left_out = 0  # how deep inside something that is left out
        self.parts = 0

    def of(self, raw: bytes) -> bytes:
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.EntityDeclHandler = self._text, _no_entities
        try:
            parser.Parse(raw, True)
        except (expat.ExpatError, ValueError) as error:
            raise NotAPicture("broken") from error
        return "".join(self.written).encode()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.removeprefix("svg:")
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise NotAPicture("too_large")
        if not self.written and name != "svg":
            raise NotAPicture("unknown")
        if name == "style":
            raise NotAPicture("style")
        if self.left_out or name not in _PARTS:
            self.left_out += 1
            return
        space = ' xmlns="http://www.w3.org/2000/svg"' if not self.written else ""
        looks = "".join(f" {key}={quoteattr(value)}" for key, value in _kept(attributes).items())
        self.written.append(f"<{name}{space}{looks}>")

    def _end(self, name: str) -> None:
        if self.left_out:
            self.left_out -= 1
        else:
            self.written.append(f"</{name.removeprefix('svg:')}>")

    def _text(self, words: str) -> None:
        if not self.left_out and words.strip():
            self.written.append(escape(words))


def _no_entities(*_: Any) -> None:
    raise NotAPicture("broken")


def _kept(attributes: dict[str, str]) -> dict[str, str]:
    """The attributes that draw; what stands in `style` becomes attributes too."""
    pairs = (part.partition(":") for part in attributes.get("style", "").split(";"))
    said = attributes | {name.strip(): value.strip() for name, _colon, value in pairs if name.strip() in _STYLES}
    known = {name: value for name, value in said.items() if name in _ATTRIBUTES}
    known |= {"href": value} if (value := _inside(attributes)) else {}
    return {name: value for name, value in known.items() if not _FAR.search(value)}


def _inside(attributes: dict[str, str]) -> str:
    """Where a gradient takes its colours from, when that is in the drawing itself."""
    value = attributes.get("xlink:href") or attributes.get("href") or ""
    return value if re.fullmatch(r"#[\w.-]+", value) else ""
