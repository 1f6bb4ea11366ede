"""The three amounts of a story's text in its graph, decided in one place for the writer and the losses."""

from typing import Final

import attrs

from newsfeed.model import Story
from newsfeed.plugins import BodyMode

DEFAULT: Final[BodyMode] = "text"


@attrs.frozen
class Extent:
    """The parts of a story's text that its graph has.

    Attributes:
        answers: the answers of the FAQPage, and the texts of live coverage.
        text: the sections and the press review as plain text.
        prompts: the questions without an answer.
        html: the whole body as text and as HTML, and its parts as nodes.
    """

    answers: bool
    text: bool
    prompts: bool
    html: bool


_EXTENTS: Final[dict[BodyMode, Extent]] = {
    "none": Extent(answers=True, text=False, prompts=False, html=False),
    "text": Extent(answers=True, text=True, prompts=True, html=False),
    "full": Extent(answers=True, text=True, prompts=True, html=True),
}
_PAID: Final = Extent(answers=False, text=False, prompts=False, html=False)


def extent_of(story: Story, mode: BodyMode) -> Extent:
    """Return the parts of a story's text to write: nothing of a paid one, unless the whole body is asked for."""
    is_paid = story.access is not None and not story.access.is_free
    return _PAID if is_paid and mode != "full" else _EXTENTS[mode]
