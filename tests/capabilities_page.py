"""Writes the table of what each format carries anew (`make docs`), from what `losses` says of whole objects."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import attrs

import newsfeed
from examples import full_story
from newsfeed import (
    Category,
    Correction,
    Feed,
    Hub,
    Link,
    Loss,
    Media,
    Paging,
    Person,
    PressMention,
    Question,
    RichText,
    Rights,
    Source,
    Story,
    Topic,
)
from newsfeed.model import Extension, Organization
from newsfeed.plugins import Format, registry

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "capabilities.md"

HEAD = """# What each format carries

Made by `make docs` from what `newsfeed.losses` says of a story and a feed that have every field; a property test over all
formats holds `losses` to what really comes back. *yes*: all of the field comes back when the document is read; *in part* and
*no*: the notes below say what is lost. What depends on the values at hand, `losses` says of the story at hand.
"""

_WHOLE = {"stories", "id", "status"}
"""Fields that have no row: every format has stories with an id, and the held ones are left out of feeds."""


_URL = "https://news.example.com/1"
_DATE = datetime(2026, 5, 17, 9, 30, tzinfo=UTC)
_VALUES: dict[str, Any] = {
    **dict.fromkeys(("url", "feed_url", "avatar", "logo", "icon", "thumbnail", "license", "scheme"), _URL),
    **dict.fromkeys(("first", "last", "previous", "next", "prev_archive", "next_archive", "current"), _URL),
    **dict.fromkeys(("published", "updated", "embargo"), _DATE),
    **dict.fromkeys(("name", "headline", "title", "label", "term", "alt", "credit", "notice", "usage_terms"), "Words"),
    **dict.fromkeys(("summary", "answer", "caption", "text", "context"), RichText("Some <em>words</em>")),
    **dict.fromkeys(("length", "width", "height", "ttl", "version", "year"), 7),
    "complete": True, "archive": True, "description": "Words", "duration": 7.5, "email": "desk@example.com",
    "generator": "Press", "id": "tag:example.com,2026:1", "keywords": ("tide",), "language": "en", "quotes": ("words",),
    "rel": "related", "same_as": (_URL,), "type": "image/jpeg",
}  # fmt: skip
"""A value for each field that has no object of the model in it, by its name."""


def whole(cls: type, **given: Any) -> Any:
    """Make an object of the model that has a value in every field.

    Args:
        cls: its class.
        given: values of fields that hold objects of the model.
    """
    names = {field.name for field in attrs.fields(cls)}
    return cls(**{**{name: value for name, value in _VALUES.items() if name in names}, **given})


def whole_story() -> Story:
    """Make a story that has a value in every field, at every depth; its sections are those of the example."""
    person, house = whole(Person), whole(Organization)
    found: Story = whole(
        Story, sections=full_story().sections, press=(whole(PressMention, outlet=house),),
        questions=(whole(Question, text="Why?"),),
        prompts=(whole(Question, text="What next?", answer=""),), topics=(whole(Topic, name="Quay"),), authors=(person, house),
        contributors=(person,), publisher=house, media=(whole(Media),), categories=(whole(Category),), links=(whole(Link),),
        rights=whole(Rights, holder=house), corrections=(whole(Correction),), source=whole(Source),
        extensions=(Extension(name="{urn:x-example:ns}rating", content=("5",)),),
    )  # fmt: skip
    return found


def whole_feed() -> Feed:
    """Make a feed without stories that has a value in every other field, at every depth."""
    house = whole(Organization)
    found: Feed = whole(
        Feed, description=RichText("Some <em>words</em>"), authors=(whole(Person), house), publisher=house,
        rights=whole(Rights, holder=house), hubs=(whole(Hub, type="rssCloud"),), paging=whole(Paging),
        categories=(whole(Category),), links=(whole(Link),),
        extensions=(Extension(name="{urn:x-example:ns}rating", content=("5",)),),
    )  # fmt: skip
    return found


def page() -> str:
    """Give the text of the page."""
    formats = [each for each in registry if each.reads and each.writes and each.feed]
    return "\n".join([HEAD, *_table("Story", whole_story(), formats), *_table("Feed", whole_feed(), formats)]) + "\n"


def _table(title: str, item: Feed | Story, formats: list[Format]) -> Iterator[str]:
    lost = {each.name: newsfeed.losses(item, each.name) for each in formats}
    yield from (f"## {title}", "", f"| field | {' | '.join(lost)} |", f"|---{'|---' * len(lost)}|")
    for field in attrs.fields(type(item)):
        if field.name not in _WHOLE:
            cells = [_cell(field.name, losses) for losses in lost.values()]
            yield f"| {field.name} | {' | '.join(cells)} |"
    for name, losses in lost.items():
        if losses:
            yield from ("", f"### {title} in {registry[name].title}", "")
            yield from dict.fromkeys(f"* `{_general(each.path)}`: {each.reason}" for each in losses)
    yield ""


def _cell(name: str, losses: tuple[Loss, ...]) -> str:
    paths = {_general(each.path) for each in losses}
    if name in paths:
        return "no"
    return "in part" if any(path.startswith((f"{name}.", f"{name}[")) for path in paths) else "yes"


def _general(path: str) -> str:
    """Give a path without the object that it begins with, and for any item of a list."""
    steps = "".join("[]" if part[:1].isdigit() else part for part in path.replace("]", "[").split("["))
    return steps.partition(".")[2]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
