"""The errors a user may see: one line each, saying what is wrong and what to do."""


class CoachError(Exception):
    """Anything that ends in one line for the user; the subclass decides the exit status."""


class BadInput(CoachError):
    """What was typed or read cannot be taken (exit status 2); nothing was changed."""


class DataFileError(CoachError):
    """The data file cannot be read or written (exit status 3)."""


class ChangedMeanwhile(CoachError):
    """Somebody else has the file, or changed the same field (exit status 4): try again."""
