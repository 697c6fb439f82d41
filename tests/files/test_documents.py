"""Which documents are kept: what is in a file decides, and what can run is refused; and how large one may be."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadhandler import SkipFile
from django.test import RequestFactory

from roeland.files.documents import Refused, check
from roeland.files.uploads import CappedUpload

PDF = b"%PDF-1.7 inhoud"
ODT = "application/vnd.oasis.opendocument.text"


def packed(*names: str, mimetype: str = "") -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        if mimetype:
            file.writestr("mimetype", mimetype)
        for name in names:
            file.writestr(name, "inhoud")
    return content.getvalue()


GOOD = [
    ("contract.pdf", PDF),
    ("CONTRACT.PDF", b"\n%PDF-1.4"),
    ("nota.docx", packed("[Content_Types].xml", "word/document.xml")),
    ("cijfers.xlsx", packed("xl/workbook.xml")),
    ("praatje.pptx", packed("ppt/presentation.xml")),
    ("nota.odt", packed("content.xml", mimetype=ODT)),
    ("scherm.png", b"\x89PNG\r\n\x1a\n0000"),
    ("foto.jpeg", b"\xff\xd8\xff\xe0"),
    ("nota.txt", "Één zin, met < en >.".encode()),
    ("lijst.csv", b"\xef\xbb\xbfa;b\n1;2"),
]
BAD = [
    ("pagina.html", b"<html>", "kind"),
    ("tekening.svg", b"<svg/>", "kind"),
    ("programma.exe", b"MZ", "kind"),
    ("macro.docm", packed("word/document.xml"), "kind"),
    ("zonder", PDF, "kind"),
    ("pagina.pdf", b"<html><script>alert(1)</script>", "disguised"),
    ("pagina.txt", b"  <!doctype html>", "disguised"),
    ("pagina.csv", b"\xef\xbb\xbf<svg onload=alert(1)>", "disguised"),
    ("programma.txt", b"MZ\0\0", "disguised"),
    ("plaatje.png", b"GIF89a", "disguised"),
    ("foto.jpg", b"%PDF-", "disguised"),
    ("nota.docx", b"PK\x03\x04 kapot", "disguised"),
    ("nota.docx", packed("xl/workbook.xml"), "disguised"),
    ("nota.odt", packed("content.xml"), "disguised"),
    ("nota.odt", packed(mimetype="text/html"), "disguised"),
    ("nota.docx", packed("word/document.xml", "word/vbaProject.bin"), "macros"),
    ("nota.odt", packed("Basic/Standard/Module1.xml", mimetype=ODT), "macros"),
]


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_what_people_work_with_is_kept(name, content):
    assert check(ContentFile(content, name=name))


@pytest.mark.parametrize(("name", "content", "code"), BAD)
def test_what_can_run_or_is_disguised_is_refused(name, content, code):
    with pytest.raises(Refused) as refused:
        check(ContentFile(content, name=name))
    assert refused.value.code == code


def test_a_file_is_let_go_as_soon_as_it_is_too_large():
    cap = CappedUpload(RequestFactory().post("/"), limit=10)
    assert cap.receive_data_chunk(b"12345", 0) == b"12345"
    assert not cap.too_large
    with pytest.raises(SkipFile):
        cap.receive_data_chunk(b"678901", 5)
    assert cap.too_large
