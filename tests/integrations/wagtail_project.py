"""A project with Wagtail that checks the blocks; prints the outcome of each check. Run by test_wagtail.py."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django
from django.conf import settings

settings.configure(
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=[
        *("django.contrib.contenttypes", "django.contrib.auth", "taggit", "wagtail.admin", "wagtail.documents"),
        *("wagtail.images", "wagtail.users", "wagtail", "newsfeed.integrations.django"),
    ],
    STATIC_URL="/static/",
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    TIME_ZONE="Europe/Berlin",
    USE_TZ=True,
)
django.setup()

from django.test import override_settings  # noqa: E402
from wagtail import blocks, hooks  # noqa: E402
from wagtail.rich_text import LinkHandler  # noqa: E402

import newsfeed  # noqa: E402
from newsfeed.errors import WriteError  # noqa: E402
from newsfeed.integrations import wagtail  # noqa: E402

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "stories"


class DeskHandler(LinkHandler):
    identifier = "desk"

    @classmethod
    def expand_db_attributes(cls, attrs: dict[str, str]) -> str:
        return f'<a href="/desks/{attrs["id"]}/">'


@hooks.register("register_rich_text_features")
def register_desk(features: Any) -> None:
    features.register_link_type(DeskHandler)


FULL = newsfeed.Story(
    id="tag:news.example.com,2026:barrier",
    summary=newsfeed.RichText("It is <em>open</em>."),
    sections=[
        newsfeed.Section(
            kind="analysis",
            heading="Why",
            blocks=[newsfeed.Points(points=[newsfeed.Point(label="Cost", text="High.")])],
        ),
        newsfeed.Section(
            kind="background", blocks=[newsfeed.Paragraph(text="One."), newsfeed.List(items=["a", "b"], ordered=True)]
        ),
        newsfeed.Section(kind="press", blocks=[newsfeed.Quotation(text="Some say so.", attribution="Ada Quill")]),
        newsfeed.Section(heading="Map", blocks=[newsfeed.Image(url="https://news.example.com/map.png", alt="A map")]),
    ],
    press=[
        newsfeed.PressMention(
            outlet=newsfeed.Organization(name="The Marl Courier", url="https://courier.example.com/"),
            text='It calls it "a relief".',
            quotes=["a relief"],
            url="https://courier.example.com/barrier",
            published="2026-11-01T10:00:00Z",
            language="en",
            context="It has a new owner.",
        )
    ],
    questions=[
        newsfeed.Question(
            text="How long?", answer="Six years.\n\nPerhaps seven.", url="https://news.example.com/how-long"
        ),
        newsfeed.Question(text="How?", answer=[newsfeed.Paragraph(text="So:"), newsfeed.List(items=["a"])]),
    ],
    prompts=[newsfeed.Question(text="Who pays?", url="https://news.example.com/who-pays")],
    topics=[newsfeed.Topic(name="Marl", kind="place", description="A river.", same_as=["https://example.com/marl"])],
)


def value_of(items: list[Any], *others: tuple[str, blocks.Block]) -> Any:
    return blocks.StreamBlock([*wagtail.explainer_blocks(), *others]).to_python(items)


def parts(story: newsfeed.Story) -> list[object]:
    return [getattr(story, name) for name in wagtail.PARTS]


def a_story_comes_back_from_a_stream() -> None:
    for path in sorted(EXAMPLES.iterdir()):
        story = newsfeed.load_story(path)
        back = wagtail.stream_to_story(value_of(wagtail.story_to_stream(story)), story.id)
        assert parts(back) == parts(story), path.name
        assert wagtail.stream_losses(story) == ()


def parts_of_every_kind_come_back() -> None:
    back = wagtail.stream_to_story(value_of(wagtail.story_to_stream(FULL)), FULL.id, headline="Open", language="en")
    assert back == FULL.replace(headline="Open", language="en")


def losses_are_named() -> None:
    mention = FULL.press[0].replace(
        outlet=newsfeed.Organization(name="The Marl Courier", logo="https://example.com/logo.png")
    )
    table = newsfeed.Section(blocks=[newsfeed.Markup('<p class="map" id="m">x</p>')])
    losses = wagtail.stream_losses(FULL.replace(press=[mention], sections=[table]))
    assert [loss.path for loss in losses] == ["story.sections[0]", "story.press[0]"]


def links_to_pages_have_the_address_of_the_site() -> None:
    item = {"type": "summary", "value": '<p>See <a linktype="desk" id="3">the desk</a>.</p>'}
    story = wagtail.stream_to_story(value_of([item]), "a", base="https://news.example.com/")
    assert story.summary == newsfeed.RichText('See <a href="https://news.example.com/desks/3/">the desk</a>.')


def a_block_of_the_house_is_a_section() -> None:
    stream = value_of(
        [{"type": "map", "value": "<table><tr><td>Marl</td></tr></table>"}], ("map", blocks.RawHTMLBlock())
    )
    (section,) = wagtail.stream_to_story(stream, "a").sections
    assert "<td>Marl</td>" in section.blocks[0].html


class Log(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def a_value_that_the_model_refuses_is_logged() -> None:
    log = Log()
    logging.getLogger("newsfeed.django").addHandler(log)
    items = [{"type": "topic", "value": {"name": "Marl", "kind": "river"}}, {"type": "topic", "value": {"name": ""}}]
    assert [topic.name for topic in wagtail.stream_to_story(value_of(items), "a").topics] == ["Marl"]
    assert [message.split(": ")[0] for message in log.messages] == [
        "stream[0]/topic/kind",
        "stream[1]/topic/name",
        "stream[1]/topic",
    ]


def strict_raises() -> None:
    items = [{"type": "topic", "value": {"name": "Marl", "kind": "river"}}]
    with override_settings(NEWSFEED={"STRICT": True}):
        try:
            wagtail.stream_to_story(value_of(items), "a")
        except WriteError as error:
            assert "river" in str(error)  # noqa: PT017
        else:
            raise AssertionError("nothing was raised")


def the_values_are_those_of_a_form() -> None:
    block = blocks.StreamBlock(wagtail.explainer_blocks())
    assert block.clean(value_of(wagtail.story_to_stream(FULL)))
    prepared = block.get_prep_value(value_of(wagtail.story_to_stream(FULL)))
    assert wagtail.stream_to_story(value_of(prepared), FULL.id) == FULL


CHECKS: list[Callable[[], None]] = [
    a_story_comes_back_from_a_stream,
    parts_of_every_kind_come_back,
    losses_are_named,
    links_to_pages_have_the_address_of_the_site,
    a_block_of_the_house_is_a_section,
    a_value_that_the_model_refuses_is_logged,
    strict_raises,
    the_values_are_those_of_a_form,
]

if __name__ == "__main__":
    for check in CHECKS:
        try:
            check()
            outcome = "passed"
        except Exception:  # noqa: BLE001  (the test shows it)
            traceback.print_exc(file=sys.stderr)
            outcome = "failed: " + traceback.format_exc().splitlines()[-1]
        print(f"{check.__name__.replace('_', ' ')}: {outcome}")  # noqa: T201
