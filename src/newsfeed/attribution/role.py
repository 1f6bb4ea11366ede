"""The role of a group of names in a sentence."""

from typing import NamedTuple


class Role(NamedTuple):
    """The position of a group that makes it the owner of a statement.

    Attributes:
        start: index of the first token of the attribution.
        end: index after its last token.
        clause_start: index from which the statement can begin.
        is_strong: True if it makes a name an outlet's that is not known.
        is_subject: True for the subject of a verb.
    """

    start: int
    end: int
    clause_start: int
    is_strong: bool
    is_subject: bool = False
