"""A sentence with its attributions read; the same for every script."""

from typing import Protocol

import attrs

from newsfeed.attribution.clauses import Clause


@attrs.define
class Sentence:
    """A sentence that has been read.

    Attributes:
        clauses: its clauses, without gaps; one without outlets if nothing is attributed.
        continues: True if it speaks of the outlet of the sentence before it.
        continues_interview: True if it has the words of somebody who is only a pronoun.
        is_interview: True if it tells of an interview.
        is_quotation: True if it is nothing but a quotation, so that its owner stands beside it.
        is_question: True if it ends with a question mark.
        is_bare: True if it is only an attribution, without a statement.
        outlets: known outlets that it names without attributing anything to them.
    """

    clauses: list[Clause]
    continues: bool = False
    continues_interview: bool = False
    is_interview: bool = False
    is_quotation: bool = False
    is_question: bool = False
    is_bare: bool = False
    outlets: tuple[str, ...] = ()


class SentenceReader(Protocol):
    """Reader of sentences in one kind of script."""

    def read(self, text: str, start: int, end: int, quotations: list[tuple[int, int]]) -> Sentence:
        """Return the sentence of a paragraph between two offsets; `quotations` include their marks."""
        ...
