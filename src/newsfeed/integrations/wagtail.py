"""Wagtail: blocks of a StreamField for the parts of an explainer, and their story.

    from newsfeed.integrations.wagtail import explainer_blocks, stream_to_story

    class ExplainerPage(Page):
        body = StreamField(explainer_blocks())

        def to_story(self):
            return stream_to_story(self.body, f"tag:news.example.com,2026:{self.slug}", headline=self.title)

Blocks of the house beside them, such as a map, become the HTML that they render, in a section of their own. Use it with Wagtail
7 or newer, in a project that has `wagtail` in `INSTALLED_APPS`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import ModuleType
from typing import Final, Protocol, TypedDict, Unpack, cast, get_args
from xml.sax.saxutils import quoteattr

from newsfeed.body.xhtml_blocks import ADD_BLOCK
from newsfeed.errors import UnsupportedError
from newsfeed.findings import Loss
from newsfeed.integrations.django import conf
from newsfeed.integrations.django.conversion import aware, publish_findings
from newsfeed.model import Block, Markup, Organization, PressMention, Question, Quotation, Section, Story, Text, Topic
from newsfeed.model.parts import SectionKind, TopicKind
from newsfeed.plain_data.plain import FieldValues
from newsfeed.plugins import ReadContext
from newsfeed.reading.lenient import LenientReader
from newsfeed.reading.location import Location
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.revisions import StoryChanges
from newsfeed.syndication.text import render_html

PARTS: Final = ("summary", "sections", "press", "questions", "prompts", "topics")
"""The fields of a story that the blocks hold."""

_SECTIONS: Final[dict[str, SectionKind]] = {
    "analysis": "analysis",
    "background": "background",
    "review": "press",
    "section": "other",
}
"""The kinds of sections, by the names of their blocks."""

_TEXT: Final = ["bold", "italic", "link"]
_BLOCKS: Final = [*_TEXT, "ol", "ul", "blockquote", "image"]
"""The features of the editor for a text, and for a section."""


class StreamItem(TypedDict):
    """An item of a stream, as Wagtail stores it.

    Attributes:
        type: the name of its block.
        value: the value of the block: HTML, or values by the names of its fields.
    """

    type: str
    value: object


class StreamChild(Protocol):
    """An item of a stream, as a StreamField gives it."""

    @property
    def block_type(self) -> str:
        """The name of its block."""
        ...

    @property
    def value(self) -> object:
        """The value of the block."""
        ...

    def render(self) -> str:
        """Return the HTML of the item."""
        ...


def explainer_blocks() -> list[tuple[str, object]]:
    """Return the blocks for a StreamField; those of the house can be added.

    Raises:
        UnsupportedError: Wagtail is not installed.
    """
    blocks = _wagtail_blocks()
    return [
        ("summary", blocks.RichTextBlock(features=_TEXT, label="What's happened")),
        ("analysis", _section("Behind the headline")),
        ("background", _section("How we got here")),
        ("section", _section("Section")),
        ("review", _section("Press review without outlets")),
        ("mention", blocks.StructBlock(_mention_fields(), label="Press mention", icon="openquote")),
        ("question", blocks.StructBlock(_question_fields(), label="Question and answer", icon="help")),
        ("prompt", blocks.StructBlock([_line("text"), _url("url")], label="Question to ask next", icon="help")),
        ("topic", blocks.StructBlock(_topic_fields(), label="Topic", icon="tag")),
    ]


def _wagtail_blocks() -> ModuleType:
    """Return the module with the blocks of Wagtail; importing it needs the settings of a project."""
    try:
        from wagtail import blocks
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "wagtail":
            raise
        raise UnsupportedError("the blocks need Wagtail: install it with `pip install wagtail`") from None
    return cast("ModuleType", blocks)


def _line(name: str, *, required: bool = True) -> tuple[str, object]:
    return name, _wagtail_blocks().CharBlock(required=required)


def _url(name: str) -> tuple[str, object]:
    return name, _wagtail_blocks().URLBlock(required=False, max_length=2047)


def _section(label: str) -> object:
    blocks = _wagtail_blocks()
    fields = [_line("heading", required=False), ("text", blocks.RichTextBlock(features=_BLOCKS))]
    return blocks.StructBlock(fields, label=label, icon="doc-full")


def _mention_fields() -> list[tuple[str, object]]:
    blocks = _wagtail_blocks()
    return [
        _line("outlet"),
        _url("outlet_url"),
        ("text", blocks.RichTextBlock(features=_TEXT)),
        ("quotes", blocks.ListBlock(blocks.CharBlock(), default=[], help_text="The words of the outlet in the text.")),
        _url("url"),
        ("published", blocks.DateTimeBlock(required=False)),
        _line("language", required=False),
        ("context", blocks.RichTextBlock(features=_TEXT, required=False)),
    ]


def _question_fields() -> list[tuple[str, object]]:
    return [_line("text"), ("answer", _wagtail_blocks().RichTextBlock(features=_BLOCKS)), _url("url")]


def _topic_fields() -> list[tuple[str, object]]:
    blocks = _wagtail_blocks()
    return [
        _line("name"),
        ("kind", blocks.ChoiceBlock(choices=[(kind, kind) for kind in get_args(TopicKind)], default="thing")),
        ("description", blocks.TextBlock(required=False)),
        _url("url"),
        ("same_as", blocks.ListBlock(blocks.URLBlock(max_length=2047), default=[])),
    ]


# --- to a story ------------------------------------------------------------------------------------------------------------


def stream_to_story(
    stream: Iterable[StreamChild], story_id: str, *, base: str = "", **fields: Unpack[StoryChanges]
) -> Story:
    """Return the story of a stream.

    Values that the model cannot hold are logged as warnings of the logger `newsfeed.django`.

    Args:
        stream: the value of a StreamField with `explainer_blocks`.
        story_id: the identifier of the story.
        base: the address of the site, against which links to pages and documents are resolved.
        fields: the other fields of the story.

    Raises:
        ModelError: one of `fields` is not valid.
        WriteError: the setting `STRICT` is on, and there is a value that the model cannot hold.
    """
    reader = LenientReader(ReadContext(base=base or None))
    parts: dict[str, list[object]] = {name: [] for name in PARTS}
    for index, child in enumerate(stream):
        location = Location(f"stream[{index}]/{child.block_type}")
        name, part = _part(child, reader, location)
        if part is not None:
            parts[name].append(part)
    summary = reader.summary_and_body("".join(map(str, parts.pop("summary"))), None, None, Location("stream/summary"))
    parts["sections"][:0] = summary.pop("sections", ())
    publish_findings(reader.reading.report, strict=conf.newsfeed_settings().get("STRICT", False))
    values: FieldValues = {**parts, **summary, **fields}
    return Story(id=story_id, **values)


def _part(child: StreamChild, reader: LenientReader, location: Location) -> tuple[str, object]:
    """Return the field of a story that an item is a part of, and the part; None for one that cannot be read."""
    kind = child.block_type
    if kind == "summary":
        return "summary", _html(child.value)
    if kind in _SECTIONS:
        values = cast("Mapping[str, object]", child.value)
        content = reader.blocks(_html(values.get("text")), None, location)
        return "sections", reader.build(
            Section, {"kind": _SECTIONS[kind], "heading": values.get("heading") or "", "blocks": content}, location
        )
    if kind in _READERS:
        name, read = _READERS[kind]
        return name, read(cast("Mapping[str, object]", child.value), reader, location)
    # The HTML of a block of the house, as pages show it.
    return "sections", Section(blocks=(Markup(reader.sanitize(child.render(), None, location)),))


def _html(value: object) -> str:
    """Return the HTML of a rich text for readers, with the addresses of pages and documents."""
    from wagtail.rich_text import RichText, expand_db_html

    return cast("str", expand_db_html(value.source)) if isinstance(value, RichText) else ""


def _text(value: object, reader: LenientReader, location: Location) -> Text:
    html = _html(value)
    text = reader.text(html, None, location)
    return reader.plain_text(html, None, location) if text is None else text


def _mention(values: Mapping[str, object], reader: LenientReader, location: Location) -> PressMention | None:
    outlet = {"name": values.get("outlet"), "url": values.get("outlet_url") or None}
    return reader.build(
        PressMention,
        {
            "outlet": reader.build(Organization, outlet, location),
            "text": _text(values.get("text"), reader, location),
            "quotes": tuple(cast("Iterable[str]", values.get("quotes") or ())),
            "url": values.get("url") or None,
            "published": aware(cast("datetime | None", values.get("published"))),
            "language": values.get("language") or None,
            "context": _text(values.get("context"), reader, location),
        },
        location,
    )


def _question(values: Mapping[str, object], reader: LenientReader, location: Location) -> Question | None:
    html = _html(values.get("answer"))
    text = reader.text(html, None, location)
    answer = reader.blocks(html, None, location) if text is None else text
    return reader.build(
        Question, {"text": values.get("text"), "answer": answer, "url": values.get("url") or None}, location
    )


def _prompt(values: Mapping[str, object], reader: LenientReader, location: Location) -> Question | None:
    return reader.build(Question, {"text": values.get("text"), "url": values.get("url") or None}, location)


def _topic(values: Mapping[str, object], reader: LenientReader, location: Location) -> Topic | None:
    arguments = {**values, "url": values.get("url") or None}
    arguments["same_as"] = tuple(cast("Iterable[str]", values.get("same_as") or ()))
    return reader.build(Topic, arguments, location)


_READERS: Final[dict[str, tuple[str, Callable[[Mapping[str, object], LenientReader, Location], object]]]] = {
    "mention": ("press", _mention),
    "question": ("questions", _question),
    "prompt": ("prompts", _prompt),
    "topic": ("topics", _topic),
}
"""For each block the field of a story and the function that reads a part of it."""


# --- from a story ----------------------------------------------------------------------------------------------------------


def story_to_stream(story: Story) -> list[StreamItem]:
    """Return the parts of a story as the items of a stream, to assign to a StreamField as JSON.

    It has the fields in `PARTS`; `stream_losses` names the values in them that the blocks cannot hold.

    Args:
        story: the story.
    """
    names = {kind: name for name, kind in _SECTIONS.items()}
    items: list[StreamItem] = []
    if story.summary:
        items.append(StreamItem(type="summary", value=render_html(story.summary)))
    items += [
        StreamItem(type=names[section.kind], value={"heading": section.heading, "text": _blocks_html(section.blocks)})
        for section in story.sections
    ]
    items += [StreamItem(type="mention", value=_mention_values(mention)) for mention in story.press]
    for question in story.questions:
        answer = question.answer
        html = _blocks_html(answer) if isinstance(answer, tuple) else render_html(answer)
        items.append(
            StreamItem(type="question", value={"text": question.text, "answer": html, "url": question.url or ""})
        )
    items += [StreamItem(type="prompt", value={"text": item.text, "url": item.url or ""}) for item in story.prompts]
    items += [
        StreamItem(
            type="topic",
            value={
                "name": topic.name,
                "kind": topic.kind,
                "description": topic.description,
                "url": topic.url or "",
                "same_as": list(topic.same_as),
            },
        )
        for topic in story.topics
    ]
    return items


def _blocks_html(content: Iterable[Block]) -> str:
    builder = MarkupBuilder()
    for block in content:
        if isinstance(block, Quotation) and block.attribution:
            cite = f" cite={quoteattr(block.url)}" if block.url else ""
            builder.text(
                f"<blockquote{cite}>{render_html(block.text)}<cite>", block.attribution, "</cite></blockquote>"
            )
        else:
            ADD_BLOCK[type(block)](builder, block)
    return builder.build()


def _mention_values(mention: PressMention) -> dict[str, object]:
    return {
        "outlet": mention.outlet.name,
        "outlet_url": mention.outlet.url or "",
        "text": render_html(mention.text),
        "quotes": list(mention.quotes),
        "url": mention.url or "",
        "published": mention.published.isoformat() if mention.published else None,
        "language": mention.language or "",
        "context": render_html(mention.context),
    }


def stream_losses(story: Story) -> tuple[Loss, ...]:
    """Return the parts of a story that are not the same in a stream, such as an outlet with a logo; other fields have no block.

    Args:
        story: the story.
    """
    block = _wagtail_blocks().StreamBlock(explainer_blocks())
    copied = stream_to_story(block.to_python(story_to_stream(story)), story.id)
    losses = [Loss("story.summary", "the block holds the text only")] if copied.summary != story.summary else []
    for name in PARTS[1:]:
        pairs = zip(getattr(story, name), getattr(copied, name), strict=True)
        losses += [
            Loss(f"story.{name}[{index}]", "the block cannot hold all of its values")
            for index, (part, copy) in enumerate(pairs)
            if part != copy
        ]
    return tuple(losses)
