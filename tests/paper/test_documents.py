from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.paper import answering, documents
from roeland.paper.documents import Document, Facts, Heading, Items, Notice, Paragraph, Table
from tests.paper.pdf import root_of, said_of_itself, tags_of, text_of

DAY = date(2026, 11, 27)
BLOCKS = (
    Notice("Vervallen."),
    Paragraph("Eerste regel\ntweede regel"),
    Heading("Waarom"),
    Facts((("Poort", "Start"),)),
    Items(("een", "twee")),
    Table(("Rol", "Advies"), (("FG", "positief"), ("CISO", "negatief"))),
)


def a_document(*blocks, **more):
    given = {"title": "Beslissing", "author": "Stad Voorbeeld", "language": "nl", "day": DAY} | more
    return Document(blocks=blocks, **given)


def with_words(words):
    return a_document(Paragraph(words), Facts(((words, words),)), Table((words, "b"), ((words, words),)), title=words)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_pdf_says_what_it_is_and_in_which_language(language):
    root = root_of(documents.pdf(a_document(*BLOCKS, language=language)))
    assert bool(root["/MarkInfo"]["/Marked"])
    assert root["/Lang"] == language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_a_pdf_is_marked_for_everybody_and_for_the_archive():
    said = said_of_itself(documents.pdf(a_document(*BLOCKS)))
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert "Beslissing" in said


def test_headings_lists_and_header_cells_are_tagged():
    tags = tags_of(documents.pdf(a_document(*BLOCKS)))
    assert {"/Title", "/H1", "/P", "/L", "/LI", "/LBody", "/Table", "/THead", "/TBody"} <= set(tags)
    assert tags.count("/TH") == 2
    assert tags.count("/TD") == 4


def test_the_words_can_be_read_in_order():
    words = text_of(documents.pdf(a_document(*BLOCKS)))
    parts = ["Beslissing", "Vervallen.", "Eerste regel", "tweede regel", "Waarom", "Start", "een", "Rol", "negatief"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize(
    "words",
    ['#eval("1")', "*vet* _schuin_ `code`", "]] #} // ${x}$", '#read("/etc/passwd")', "= geen kop", "\\#x <y> @z"],
)
def test_what_somebody_wrote_is_never_read_as_markup(words):
    content = documents.pdf(with_words(words))
    assert words.replace(" ", "") in text_of(content).replace(" ", "")
    assert tags_of(content).count("/H1") == 0


def test_signs_that_no_font_has_become_a_square_and_the_document_says_so():
    made = documents.pdf(a_document(Paragraph("Blij 😀 漢"), incomplete="Niet alles is te tonen."))
    assert "Blij □ □" in text_of(made)
    assert "Niet alles is te tonen." in text_of(made)


def test_a_document_that_shows_everything_does_not_say_that_it_is_incomplete():
    made = documents.pdf(a_document(Paragraph("Blij, Ömer Łukasz Ωμέγα Привет"), incomplete="Niet alles is te tonen."))
    assert "Niet alles" not in text_of(made)
    assert "Ömer Łukasz" in text_of(made)


def test_arabic_and_hebrew_are_drawn_and_steering_signs_are_left_out():
    assert documents.drawable("مرحبا שלום") == "مرحبا שלום"
    assert documents.drawable("a\x00b\u202ec\u200bd\ufeff") == "abcd"
    assert documents.pdf(with_words("مرحبا שלום a\x00b\u202e"))


def test_twenty_thousand_signs_fit():
    words = "lang woord " * 2000
    assert text_of(documents.pdf(a_document(Paragraph(words)))).count("woord") == 2000


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_makes_a_pdf(words):
    assert documents.pdf(with_words(words)).startswith(b"%PDF")


@pytest.mark.parametrize(
    ("asked", "kind", "ending"),
    [
        ("", "application/pdf", "pdf"),
        ("?as=odt", "application/vnd.oasis.opendocument.text", "odt"),
        ("?as=exe", "application/pdf", "pdf"),
    ],
)
def test_a_download_has_a_name_and_a_kind(rf, asked, kind, ending):
    response = answering.answer(rf.get(f"/{asked}"), a_document(), 'Chatbot "afval"; x')
    assert response["Content-Type"] == kind
    assert response["Content-Disposition"] == f'attachment; filename="chatbot-afval-x.{ending}"'


def test_an_empty_title_still_makes_a_pdf():
    assert documents.pdf(a_document(title="\x00"))
