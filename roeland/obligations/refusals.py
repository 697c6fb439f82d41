"""Why something cannot be said of an obligation."""


class Refused(Exception):
    """Nothing has changed. `codes` say why, as in `rules.standings.standing_gaps`."""

    def __init__(self, *codes: str) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


class NoLongerAsked(Refused):
    """The facts of the application changed: this is not asked of it any more."""


class ChangedMeanwhile(Refused):
    """Somebody else said something of it after the actor opened it."""


class AlreadyWithdrawn(Refused):
    """The evidence was withdrawn, or another version took its place."""
