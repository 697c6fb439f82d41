"""Why something cannot be done with an assessment."""


class NotForThisPhase(Exception):
    """The application is retired, rejected or stopped: there is nothing left to assess."""


class NotUsedHere(Exception):
    """The instrument is not for this country."""


class NotNow(Exception):
    """It is in another state than the act is for: closed, signed or stopped."""


class NotTheirPart(Exception):
    """Somebody may fill in parts of it, and this is not one of them."""


class Gaps(Exception):
    """What keeps it from being signed; `codes` as `rules.instruments.signing_gaps` gives them."""

    def __init__(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        super().__init__(", ".join(codes))


class SomethingOpen(Exception):
    """It cannot be closed for advice: nothing was said yet on some questions. `parts`: how many per part."""

    def __init__(self, parts: dict[str, int]) -> None:
        self.parts = parts
        super().__init__(", ".join(parts))


class NoReason(Exception):
    """A reason is needed."""
