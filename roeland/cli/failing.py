"""How a command says that it could not be done."""


class CommandFailed(Exception):
    """What happened, why, and what to do about it, in one or two sentences."""

    status = 1


class Misunderstood(CommandFailed):
    """The words of the command, or the file that they name, cannot be meant like this; says which word or key."""

    status = 2
