"""What a program that reads a PDF aloud finds in it."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader


def text_of(content: bytes) -> str:
    """Every word of it, with single spaces between."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def tags_of(content: bytes) -> list[str]:
    """The tags in the order in which they are read."""
    return list(_tags(PdfReader(io.BytesIO(content)).trailer["/Root"]["/StructTreeRoot"]))


def root_of(content: bytes) -> Any:
    return PdfReader(io.BytesIO(content)).trailer["/Root"]


def said_of_itself(content: bytes) -> str:
    """The XMP metadata."""
    return root_of(content)["/Metadata"].get_object().get_data().decode()


def _tags(node: Any) -> Iterator[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        yield from [str(node["/S"])] if "/S" in node else []
        yield from _tags(node["/K"]) if "/K" in node else []
