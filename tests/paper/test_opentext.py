"""The same document as ODT: everything that the PDF says, in styles and with headers that a word processor knows."""

import io

import odfdo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roeland.paper.documents import Facts, Items, Paragraph, Table
from roeland.paper.opentext import odt
from tests.paper.test_documents import BLOCKS, a_document


def opened(document):
    return odfdo.Document(io.BytesIO(odt(document)))


def words_of(document):
    return opened(document).body.text_recursive


def test_everything_that_was_written_stands_in_it():
    words = words_of(a_document(*BLOCKS))
    for each in ("Beslissing", "Vervallen.", "tweede regel", "Waarom", "Poort", "Start", "een", "twee", "negatief"):
        assert each in words, each


def test_headings_and_the_header_of_a_table_are_marked_as_such():
    body = opened(a_document(*BLOCKS)).body
    assert [(int(heading.level), str(heading).strip()) for heading in body.headers] == [
        (1, "Beslissing"),
        (2, "Waarom"),
    ]
    [head] = body.get_elements("//table:table-header-rows")
    assert "Rol" in head.text_recursive
    assert len(body.get_elements("//text:list-item")) == 2


@pytest.mark.parametrize(("language", "country"), [("nl", "NL"), ("en", "GB")])
def test_it_knows_its_title_its_maker_and_its_language(language, country):
    made = opened(a_document(*BLOCKS, language=language))
    assert (made.meta.title, made.meta.creator, made.meta.language) == ("Beslissing", "Stad Voorbeeld", language)
    assert f'fo:country="{country}"' in made.container.get_part("styles.xml").decode()


def test_a_new_line_is_a_paragraph_of_its_own_and_spaces_stay():
    body = opened(a_document(Paragraph("een  twee\ndrie"))).body
    assert [str(each).rstrip("\n") for each in body.paragraphs][:2] == ["een  twee", "drie"]


@settings(max_examples=60)
@given(st.text(max_size=60))
def test_whatever_people_wrote_the_file_can_be_opened(words):
    blocks = (Paragraph(words), Items((words,)), Facts(((words, words),)), Table((words,), ((words,),)))
    words_of(a_document(*blocks, title=words, author=words))


def test_markup_is_only_text():
    assert "<text:h>&" in words_of(a_document(Paragraph("<text:h>&")))
