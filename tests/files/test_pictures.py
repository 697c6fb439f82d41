"""Pictures are written anew, with only what draws."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roeland.files import pictures


def svg(inside: str = "", before: str = "", **attributes: str) -> bytes:
    looks = "".join(f' {name}="{value}"' for name, value in attributes.items())
    space = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'{before}<svg {space} viewBox="0 0 10 10"{looks}>{inside}</svg>'.encode()


def chunk(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(*extra: bytes, width: int = 1, height: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(b"\x00\xff\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(extra) + body + chunk(b"IEND")


def drawn(raw: bytes) -> str:
    kind, content = pictures.clean(raw)
    assert kind == "svg"
    return content.decode()


def refusal(raw: bytes) -> str:
    with pytest.raises(pictures.NotAPicture) as refused:
        pictures.clean(raw)
    return refused.value.code


def test_a_drawing_stays_a_drawing():
    shape = (
        '<g fill="#1c5096"><path d="M0 0 L10 10"/><circle cx="5" cy="5" r="2" style="fill:#fff;stroke-width:2"/></g>'
    )
    made = drawn(svg(shape))
    assert 'd="M0 0 L10 10"' in made
    assert 'fill="#fff"' in made
    assert 'stroke-width="2"' in made
    assert "style=" not in made
    assert drawn(made.encode()) == made


def test_a_gradient_of_the_drawing_itself_stays():
    inside = '<defs><linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/></defs><rect fill="url(#b)"/>'
    made = drawn(svg(inside))
    assert 'href="#a"' in made
    assert 'fill="url(#b)"' in made


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<path onload="alert(1)" d="M0 0"/>',
        '<a href="https://x.test"><path d="M0 0"/></a>',
        '<image href="https://x.test/a.png"/>',
        '<use xlink:href="https://x.test/a.svg#b"/>',
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='https://x.test'/></body></foreignObject>",
        '<rect fill="url(https://x.test/a)"/>',
        '<rect fill="u\\72l(https://x.test/a)"/>',
        '<animate attributeName="href" values="https://x.test"/>',
        '<set attributeName="onload" to="alert(1)"/>',
        '<linearGradient xlink:href="https://x.test/#a"/>',
        '<rect style="fill:url(https://x.test);background:url(https://x.test)"/>',
        "<g><script><path d='M1 1'/>alert(1)</script></g>",
    ],
)
def test_nothing_that_acts_or_fetches_stays(inside):
    made = drawn(svg(inside, onload="alert(2)"))
    for trace in ("x.test", "alert", "script", "onload", "href", "iframe", "M1 1"):
        assert trace not in made


def test_a_style_sheet_in_a_drawing_is_refused_and_not_silently_lost():
    assert refusal(svg("<style>.a{fill:red}</style><path class='a'/>")) == "style"


def test_entities_are_refused():
    before = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
    assert refusal(svg("<title>&a;</title>", before=before)) == "broken"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"", "unknown"),
        (b"GIF89a", "unknown"),
        (b"<html><svg/></html>", "unknown"),
        (b"<svg><g></svg>", "broken"),
        (b"<svg>" + b" " * pictures.LARGEST, "too_large"),
        (svg("<g/>" * 3001), "too_large"),
        (png()[:-6], "broken"),
        (b"\x89PNG\r\n\x1a\n", "broken"),
        (png().replace(b"IDAT", b"IDAX"), "broken"),
        (png(width=5000), "too_wide"),
    ],
)
def test_what_cannot_be_used_says_why(raw, code):
    assert refusal(raw) == code


def test_a_photo_loses_its_remarks_and_what_hangs_behind_it():
    made = pictures.clean(png(chunk(b"tEXt", b"Author\x00Ann"), chunk(b"eXIf", b"x")) + b"<script>alert(1)</script>")
    assert made == ("png", png())


@given(raw=st.binary(max_size=200), start=st.sampled_from([b"", b"\x89PNG\r\n\x1a\n", b"<svg>", b"<svg "]))
def test_whatever_the_bytes_the_answer_is_a_picture_or_a_refusal(raw, start):
    try:
        kind, _content = pictures.clean(start + raw)
    except pictures.NotAPicture:
        return
    assert kind in pictures.TYPES
