"""Files that came with a part of an assessment: kept, or refused with why."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from roeland.assessments.instruments import services
from roeland.assessments.models import Assessment
from roeland.files.documents import Refused
from roeland.files.services import Empty, TooLarge
from roeland.organisation.middleware import Request
from roeland.questionnaires.forms import Sent, field_names
from roeland.rules.questionnaire import Kind, Question


def attached(request: Request, assessment: Assessment, questions: Iterable[Question], sent: Sent) -> set[str]:
    """Keep the files of these questions; return which. What is refused stands in `sent`, in a sentence."""
    brought = set()
    for question in questions:
        upload = request.FILES.get(field_names(question.code)["upload"]) if question.kind is Kind.FILE else None
        if upload is None:
            continue
        try:
            services.attach(assessment=assessment, question=question.code, upload=upload, actor=request.person)
            brought.add(question.code)
        except Refused as refused:
            sent.refused[question.code] = str(refused.sentence)
        except TooLarge:
            sent.refused[question.code] = _("The file is larger than 20 MB. Choose a smaller one, or give a link.")
        except Empty:
            sent.refused[question.code] = _("There is nothing in this file.")
    return brought
