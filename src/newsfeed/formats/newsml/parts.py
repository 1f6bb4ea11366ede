"""The parts of a story: one partMeta each, tied to its place in the body by id."""

from collections.abc import Iterator

from newsfeed import body
from newsfeed._dates import rfc3339
from newsfeed._text import escape, escape_attribute
from newsfeed.formats.newsml.codes import Mode, concept
from newsfeed.formats.newsml.parties import party
from newsfeed.model import PressMention, Question, Story


def part_metas(story: Story, mode: Mode, prefix: str) -> str:
    """Give the partMeta elements of a story, in the order of its parts in the model.

    Args:
        story: whose parts they describe; it has a body. A plain one, which has no ids in it, has no parts.
        mode: how concepts are named.
        prefix: what each id in the body begins with.
    """
    if body.plain_html(story) is not None:
        return ""
    return "".join(
        [
            f'<partMeta partid="{prefix}part-{anchor}" seq="{seq}" contentrefs="{prefix}{anchor}">'
            f"<role{concept(mode, 'part', role)}/>{content}</partMeta>\n"
            for seq, (anchor, role, content) in enumerate(_parts(story, mode), 1)
        ]
    )


def _parts(story: Story, mode: Mode) -> Iterator[tuple[str, str, str]]:
    """Give the anchor, role and content of each part."""
    if story.summary:
        yield "summary", "summary", ""
    for anchor, section in zip(body.anchors(story), story.sections, strict=True):
        yield anchor, section.kind, _headline(section.heading)
    for at, mention in enumerate(story.press, 1):
        yield f"mention-{at}", "mention", _mention(mention, mode)
    for at, prompt in enumerate(story.prompts, 1):
        yield f"prompt-{at}", "prompt", _question(prompt, mode)
    for at, question in enumerate(story.questions, 1):
        yield f"question-{at}", "question", _question(question, mode)


def _mention(mention: PressMention, mode: Mode) -> str:
    created = f"<contentCreated>{rfc3339(mention.published)}</contentCreated>" if mention.published else ""
    language = f'<language tag="{escape_attribute(mention.language)}"/>' if mention.language else ""
    source = party("infoSource", mention.outlet, mode)
    return f"{created}{source}{language}{_link(mention.url, 'derivedFrom', mode)}"


def _question(question: Question, mode: Mode) -> str:
    return _headline(question.text) + _link(question.url, "seeAlso", mode)


def _headline(text: str) -> str:
    return f"<headline>{escape(text)}</headline>" if text else ""


def _link(url: str | None, relation: str, mode: Mode) -> str:
    return f'<link{concept(mode, "irel", relation, "rel")} href="{escape_attribute(url)}"/>' if url else ""
