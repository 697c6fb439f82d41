"""Where a question, rule or date comes from."""

import msgspec


class Source(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An article of a law; `law` is a code of the document `law-dates` (ai-act, gdpr, …), `article` e.g. 5(1)(c)."""

    law: str
    article: str = ""
