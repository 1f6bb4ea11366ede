"""The parts of a story: one partMeta each, tied to its place in the body by id."""

from collections.abc import Iterator

from newsfeed.body import xhtml
from newsfeed.formats.newsml.codes import CONCEPTS, Mode
from newsfeed.formats.newsml.parties import add_party
from newsfeed.model import PressMention, Question, Section, Story
from newsfeed.rendering.markup import Triples
from newsfeed.values.dates import rfc3339


def add_part_metas(pieces: Triples, story: Story, mode: Mode, prefix: str) -> None:
    """Add the partMeta elements of a story, in the order of its parts in the model.

    Args:
        pieces: take them.
        story: whose parts they describe; it has a body, and not a plain one, which has no ids in it.
        mode: how concepts are named.
        prefix: what each id in the body begins with.
    """
    roles = CONCEPTS[mode].part
    for seq, (anchor, role, part) in enumerate(_parts(story), 1):
        opening = f'<partMeta partid="{prefix}part-{anchor}" seq="{seq}" contentrefs="{prefix}{anchor}">'
        pieces += (f"{opening}<role{roles[role]}/>", "", "")
        if isinstance(part, PressMention):
            _add_mention(pieces, part, mode)
        elif isinstance(part, Question):
            _add_headline(pieces, part.text)
            _add_link(pieces, CONCEPTS[mode].see_also, part.url)
        elif part is not None:
            _add_headline(pieces, part.heading)
        pieces += ("</partMeta>\n", "", "")


def _parts(story: Story) -> Iterator[tuple[str, str, Section | PressMention | Question | None]]:
    """Give each part with its anchor and role; the summary is text only."""
    if story.summary:
        yield "summary", "summary", None
    for anchor, section in zip(xhtml.anchors(story), story.sections, strict=True):
        yield anchor, section.kind, section
    for at, mention in enumerate(story.press, 1):
        yield f"mention-{at}", "mention", mention
    for at, prompt in enumerate(story.prompts, 1):
        yield f"prompt-{at}", "prompt", prompt
    for at, question in enumerate(story.questions, 1):
        yield f"question-{at}", "question", question


def _add_mention(pieces: Triples, mention: PressMention, mode: Mode) -> None:
    if mention.published:
        pieces += ("<contentCreated>", "", f"{rfc3339(mention.published)}</contentCreated>")
    add_party(pieces, "infoSource", mention.outlet, mode)
    if mention.language:
        pieces += ('<language tag="', mention.language, '"/>')
    _add_link(pieces, CONCEPTS[mode].derived_from, mention.url)


def _add_headline(pieces: Triples, text: str) -> None:
    if text:
        pieces += ("<headline>", text, "</headline>")


def _add_link(pieces: Triples, relation: str, url: str | None) -> None:
    if url:
        pieces += (f'<link{relation} href="', url, '"/>')
