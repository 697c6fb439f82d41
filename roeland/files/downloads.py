"""A stored file as a download: saved, and never opened as a page of ours."""

from django.http import FileResponse

from roeland.files.documents import Refused, kind_of
from roeland.files.models import StoredFile


def download(file: StoredFile) -> FileResponse:
    """Send the file to be saved, under its own name; nobody on the way keeps it."""
    answer = FileResponse(
        file.content.open("rb"), as_attachment=True, filename=file.name, content_type=_content_type(file.name)
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _content_type(name: str) -> str:
    try:
        return kind_of(name).content_type
    except Refused:
        return "application/octet-stream"
