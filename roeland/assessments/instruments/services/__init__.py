"""What one does with an assessment: begin, fill in together, close for advice, advise, sign, begin the next version."""

from roeland.assessments.instruments.services.advising import advise
from roeland.assessments.instruments.services.beginning import begin, begin_again, stop
from roeland.assessments.instruments.services.bringing import bring_in
from roeland.assessments.instruments.services.closing import close, reopen
from roeland.assessments.instruments.services.filling import (
    add_row,
    ask,
    attach,
    bring_back_row,
    may_fill,
    ready,
    remark,
    save,
    settle_remark,
    take_away_row,
    take_out,
)
from roeland.assessments.instruments.services.signing import ask_to_review, gaps, sign
from roeland.assessments.instruments.services.taking_over import NotKnown, take_over

__all__ = [
    "NotKnown",
    "add_row",
    "advise",
    "ask",
    "ask_to_review",
    "attach",
    "begin",
    "begin_again",
    "bring_back_row",
    "bring_in",
    "close",
    "gaps",
    "may_fill",
    "ready",
    "remark",
    "reopen",
    "save",
    "settle_remark",
    "sign",
    "stop",
    "take_away_row",
    "take_out",
    "take_over",
]
