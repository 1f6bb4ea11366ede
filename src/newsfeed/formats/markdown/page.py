"""The page of a story as CommonMark, with everything that its text does not say in front matter.

The text is read again as readers read it. A field that comes back differently is in the front matter as well: as tables
that complete its entries, or as a whole, named in `complete`.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from newsfeed.body.outline import ListPart, Part, SectionPart, TextPart, outline
from newsfeed.contexts import ReadContext
from newsfeed.errors import ModelError, ReadError
from newsfeed.formats.markdown.blocks import block_lines, item_lines, quote_lines, text_lines
from newsfeed.formats.markdown.escaping import Lines, heading, label, link, plain
from newsfeed.headings import Headings, for_language
from newsfeed.model import Correction, PressMention, Question, Story, Topic
from newsfeed.pages.commonmark.blocks import write_date
from newsfeed.pages.commonmark.reader import CommonMarkReader
from newsfeed.pages.commonmark.tables import blocks_of
from newsfeed.pages.decoding import split_lines
from newsfeed.pages.entry_tables import ENTRY_FIELDS, merge_entries, tables_for
from newsfeed.pages.front_matter import COMMONMARK, COMPLETE_KEY, SYNTAX_KEY, format_front_matter
from newsfeed.pages.heading_keys import find_part, parts_by_heading_key
from newsfeed.pages.page_reader import PAGE_FIELDS, PageContext
from newsfeed.pages.page_story import as_page_story
from newsfeed.pages.yaml_writer import format_yaml
from newsfeed.plain_data.coercion import coerce_fields
from newsfeed.plain_data.plain import PlainObject
from newsfeed.plain_data.unstructure import unstructure

_RULE: Final = "***"
"""The line above an untyped section without a heading of the second level."""

_NAMES: Final = {"headline": "title", "published": "date"}
"""The keys of fields that all generators of static sites know by other names."""

_MAX_YAML: Final = 60_000
"""Number of characters above which front matter is TOML, which is quicker to read."""


def format_page(story: Story, headings: Headings | None = None) -> str:
    """Return the page of a story.

    Args:
        story: the story; markup that Markdown does not have is left out.
        headings: headings of the parts; None uses those of the story's language.
    """
    page_story = as_page_story(story, blocks_of)
    text = "".join(f"{line}\n" for line in _PageLayout(page_story, headings or for_language(story.language)).lines())
    return f"{_front_matter(page_story, text, headings)}\n{text}".rstrip("\n") + "\n"


class _PageLayout:
    """Layout of the parts of a story."""

    def __init__(self, story: Story, headings: Headings) -> None:
        self._story = story
        self._headings = headings
        self._table = parts_by_heading_key(headings)

    def lines(self) -> Lines:
        """Return the headline and the parts, with an empty line between blocks."""
        groups: list[Lines] = [[f"# {heading(self._story.headline)}"]] if self._story.headline else []
        for part in outline(self._story, self._headings):
            if not isinstance(part, ListPart) or part.role != "updates":
                groups += self._part(part)
        return [line for group in groups if group for line in (*group, "")]

    def _part(self, part: Part) -> list[Lines]:
        if isinstance(part, SectionPart):
            return self._section(part)
        groups = [[f"## {heading(part.label)}"]] if part.label else []
        if isinstance(part, TextPart):
            return [*groups, text_lines(part.text)]
        entries: tuple[Any, ...] = part.entries
        if part.role == "mentions":
            return [*groups, *(lines for mention in entries for lines in _mention(mention))]
        if part.role == "questions":
            return [*groups, *(lines for question in entries for lines in _question(question))]
        items = list(map(_ITEMS[part.role], entries))
        is_loose = any("" in item for item in items)
        return [*groups, *items] if is_loose else [*groups, [line for item in items for line in item]]

    def _section(self, part: SectionPart) -> list[Lines]:
        section = part.section
        source = heading(section.heading)
        blocks = block_lines(section.blocks)
        if section.kind != "other":
            has_label = part.label or not source
            label_lines = [[f"## {heading(self._headings.label(section.kind))}"]] if has_label else []
            return [*label_lines, [f"### {source}"] if source else [], blocks]
        if not source:
            return [[_RULE], blocks]
        if find_part(section.heading, self._table):
            return [[_RULE], [f"### {source}"], blocks]
        return [[f"## {source}"], blocks]


# --- entries --------------------------------------------------------------------------------------------------------------


def _mention(mention: PressMention) -> list[Lines]:
    name = mention.outlet.name
    attribution = link(name, mention.url) if mention.url else plain(name)
    date = write_date(mention.published) if mention.published else None
    return [
        quote_lines(mention.text, f"{attribution}, {date}" if date else attribution),
        text_lines(mention.context),
    ]


def _linked(question: Question) -> str:
    return link(question.text, question.url) if question.url else plain(question.text)


def _question(question: Question) -> list[Lines]:
    answer = question.answer
    source = link(question.text, question.url) if question.url else heading(question.text)
    return [[f"### {source}"], block_lines(answer) if isinstance(answer, tuple) else text_lines(answer)]


def _prompt(prompt: Question) -> Lines:
    if prompt.url:
        return [f"- {_linked(prompt)}"]
    return item_lines(prompt.text.replace("\n", " "))


def _topic(topic: Topic) -> Lines:
    return item_lines(topic.description, before=f"{label(topic.name, topic.url)}{':' if topic.description else ''}")


def _correction(correction: Correction) -> Lines:
    date = write_date(correction.published) if correction.published else None
    return item_lines(correction.text, before=f"**{date}**:" if date else "")


_ITEMS: Final[Mapping[str, Callable[[Any], Lines]]] = {"prompts": _prompt, "topics": _topic, "corrections": _correction}


# --- front matter ---------------------------------------------------------------------------------------------------------


def _front_matter(story: Story, text: str, headings: Headings | None) -> str:
    data = unstructure(story)
    if story.id == story.url:
        del data["id"]
    values: PlainObject = {"headline": story.headline}
    values |= {name: value for name, value in data.items() if name not in PAGE_FIELDS}
    tables, complete = _differences(story, text, headings, data)
    directives: PlainObject = {SYNTAX_KEY: COMMONMARK, **({COMPLETE_KEY: [*complete]} if complete else {})}
    yaml = format_yaml({**directives, **{_NAMES.get(name, name): value for name, value in values.items()}, **tables})
    return yaml if len(yaml) <= _MAX_YAML else format_front_matter({**directives, **values, **tables})


def _differences(
    story: Story, text: str, headings: Headings | None, data: PlainObject
) -> tuple[PlainObject, list[str]]:
    """Return the values that the front matter needs for the fields of the text, and the names of those that are complete."""
    context = PageContext(language=story.language, headline=story.headline)
    content = CommonMarkReader(context, ReadContext(headings=headings)).read(split_lines(text)).values()
    values: PlainObject = {}
    complete: list[str] = []
    for name in PAGE_FIELDS:
        value = getattr(story, name)
        page_value = content.get(name, "" if isinstance(value, str) else ())
        if page_value == value:
            continue
        tables = _tables(name, page_value, value) if name in ENTRY_FIELDS and isinstance(value, tuple) else None
        if tables:
            values[name] = [*tables]
        else:
            values[name] = data.get(name, [] if isinstance(value, tuple) else "")
            complete.append(name)
    return values, complete


def _tables(name: str, page_value: tuple[Any, ...], value: tuple[Any, ...]) -> list[PlainObject] | None:
    """Return the tables that complete the entries of the text; None if none do."""
    tables = tables_for(name, page_value, value)
    if not tables:
        return None
    try:
        source = [{"text": "", **table} for table in tables] if name == "press" else tables
        entries, _ = merge_entries(name, page_value, coerce_fields({name: source})[name], tables)
    except (ModelError, ReadError):
        return None
    return tables if entries == value else None
