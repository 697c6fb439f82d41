"""How a command says that it could not be done."""


class CommandFailed(Exception):
    """What happened, why, and what to do about it, in one or two sentences."""
