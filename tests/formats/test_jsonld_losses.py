"""Losses of JSON-LD one by one: the values that no property holds, with none, the text or all of the body."""

from typing import Any, Final, get_args

import pytest

import newsfeed
from newsfeed import (
    Access,
    Category,
    Correction,
    Extension,
    Feed,
    Image,
    Link,
    LiveUpdate,
    Markup,
    Media,
    Organization,
    Paragraph,
    Person,
    Place,
    Podcast,
    PressMention,
    Question,
    RichText,
    Rights,
    Section,
    Source,
    Story,
    Topic,
    Usage,
)
from newsfeed.plugins import BodyMode

U: Final = "https://a.example.com/1"
V: Final = "https://a.example.com/2"
R: Final = RichText("<em>x</em>")
X: Final = (Extension(name="{urn:x-y:1}mood", content=["calm"]),)
"""An element of another vocabulary."""

P: Final = (Extension(name="{https://schema.org/}alternateName", content=['"Y"']),)
"""A property of schema.org."""

LOST: Final[list[tuple[Story, tuple[list[str], ...]]]] = [
    (Story(id="urn:x:1", status="withheld"),
     (*[["story"]] * 3,)),
    (Story(id="urn:x:1", status="canceled", summary=R),
     (*[["story"]] * 3,)),
    (Story(id="urn:x:1", summary=R),
     (*[["summary"]] * 3,)),
    (Story(id="urn:x:1", source=Source(title="S")),
     (*[["source"]] * 3,)),
    (Story(id="urn:x:1", podcast=Podcast(season=1)),
     (*[["podcast"]] * 3,)),
    (Story(id="urn:x:1", urgency=3),
     (*[["urgency"]] * 3,)),
    (Story(id="urn:x:1", usage=Usage(policy_url=U, contact_url=U)),
     (*[[]] * 3,)),
    (Story(id="urn:x:1", links=[Link(url=U), Link(url=U), Link(url=V, rel="via"), Link(url=V, title="T", length=0)]),
     (*[["links[1]", "links[2]", "links[3].title", "links[3].length"]] * 3,)),
    (Story(id="urn:x:1", links=[Link(url=U, rel="alternate", language="de", title="T", type="text/html", length=5)]),
     (*[["links[0].length"]] * 3,)),
    (Story(id="urn:x:1", links=[Link(url=U, rel="alternate")]),
     (*[["links[0]"]] * 3,)),
    (Story(id="urn:x:1", links=[Link(url=U)], prompts=[Question(text="P", url=U)]),
     (["prompts"], ["links[0]"], ["links[0]"],)),
    (Story(id="urn:x:1",
     media=[Media(url=U, medium="image", caption=R), Media(url=U, medium="document", caption=R),
     Media(url=U, medium="document", caption="C")]),
     (*[["media[0].caption", "media[1].caption", "media[2].caption"]] * 3,)),
    (Story(id="urn:x:1",
     media=[Media(url=U, medium="video", title="H", uploaded="2026-01-01T00:00:00Z", thumbnail=V, poster=V)], headline="H",
     published="2026-01-01T00:00:00Z"),
     (*[["media[0].title", "media[0].uploaded", "media[0].thumbnail"]] * 3,)),
    (Story(id="urn:x:1",
     media=[Media(url=U, medium="video", title="I", uploaded="2026-01-02T00:00:00Z", thumbnail=U, poster=V)], headline="H",
     published="2026-01-01T00:00:00Z"),
     (*[[]] * 3,)),
    (Story(id="urn:x:1", sections=[Section(blocks=[Paragraph(text="One")])]),
     (["sections"], [], [],)),
    (Story(id="urn:x:1", sections=[Section(heading="H", blocks=[Paragraph(text="One")])]),
     (["sections"], ["sections"], [],)),
    (Story(id="urn:x:1", sections=[Section(kind="analysis", blocks=[Paragraph(text="One")])]),
     (["sections"], ["sections"], [],)),
    (Story(id="urn:x:1", sections=[Section(blocks=[Paragraph(text=R)])]),
     (["sections"], ["sections"], [],)),
    (Story(id="urn:x:1", sections=[Section(blocks=[Paragraph(text="One")]), Section(blocks=[Paragraph(text="Two")])]),
     (["sections"], ["sections"], [],)),
    (Story(id="urn:x:1", sections=[Section(blocks=[Markup("")])]),
     (["sections"], ["sections"], ["sections[0]"],)),
    (Story(id="urn:x:1", press=[PressMention(outlet="O", text="T")]),
     (["press"], ["press"], [],)),
    (Story(id="urn:x:1",
     questions=[Question(text="Q", answer="A"), Question(text="R", answer=R),
     Question(text="S", answer=[Paragraph(text="a"), Image(url=U)]), Question(text="T", answer="a < b"),
     Question(text="U", answer="a\n\nb")]),
     (["questions[2].answer"], ["questions[2].answer"], [],)),
    (Story(id="urn:x:1", questions=[Question(text="Q", answer="A"), Question(text="R")], access=Access(fee="paid")),
     (["questions[0]", "questions[1]"], ["questions[0]", "questions[1]"], [],)),
    (Story(id="urn:x:1", prompts=[Question(text="P")], access=Access(fee="paid")),
     (["prompts"], ["prompts"], [],)),
    (Story(id="urn:x:1", corrections=[Correction(text=R), Correction(text="C")]),
     (["corrections[0].text"], ["corrections[0].text"], [],)),
    (Story(id="urn:x:1",
     updates=[LiveUpdate(headline="U", body="B"), LiveUpdate(headline="U", body=R),
     LiveUpdate(headline="U", media=[Media(url=U, medium="image", caption=R)])]),
     (["updates[1].body", "updates[2].media[0].caption"], ["updates[1].body", "updates[2].media[0].caption"], [],)),
    (Story(id="urn:x:1", updates=[LiveUpdate(headline="U", body="B")], access=Access(fee="paid")),
     (["updates[0].body"], ["updates[0].body"], [],)),
    (Story(id="urn:x:1", kind="https://schema.org/OpinionNewsArticle"),
     (*[["kind"]] * 3,)),
    (Story(id="urn:x:1", item_class="https://c.example/x"),
     (*[["item_class"]] * 3,)),
    (Story(id="urn:x:1", speakable=["/html/head/title"]),
     (*[["speakable"]] * 3,)),
    (Story(id="urn:x:1", publisher=Organization(name="P", logo=Media(url=U, caption=R))),
     (*[["publisher.logo.caption"]] * 3,)),
    (Story(id="urn:x:1", authors=[Organization(name="P", logo=Media(url=U, caption=R))],
     rights=Rights(holder=Organization(name="Q", logo=Media(url=U, caption=R)))),
     (*[["authors[0].logo.caption", "rights.holder.logo.caption"]] * 3,)),
    (Story(id="urn:x:1", extensions=X),
     (*[["extensions"]] * 3,)),
    (Story(id="urn:x:1", extensions=P),
     (*[[]] * 3,)),
    (Story(id="urn:x:1", extensions=[*X, *P]),
     (*[["extensions[0]"]] * 3,)),
    (Story(id="urn:x:1", extensions=[*P, Extension(name="{https://schema.org/}headline", content=['"Y"'])]),
     (*[["extensions[1]"]] * 3,)),
    (Story(id="urn:x:1", authors=[Person(name="A", extensions=X), Person(name="B", extensions=P)]),
     (*[["authors[0].extensions"]] * 3,)),
    (Story(id="urn:x:1", topics=[Topic(name="A", extensions=X)], categories=[Category(term="c", extensions=X)],
     media=[Media(url=U, extensions=X)]),
     (*[["topics[0].extensions", "media[0].extensions", "categories[0].extensions"]] * 3,)),
    (Story(id="urn:x:1", questions=[Question(text="Q", answer="A", extensions=X), Question(text="R", extensions=X)],
     access=Access(fee="paid")),
     (["questions[0]", "questions[1]"], ["questions[0]", "questions[1]"],
      ["questions[0].extensions", "questions[1].extensions"],)),
    (Story(id="urn:x:1", rights=Rights(notice="N", extensions=X)),
     (*[["rights.extensions"]] * 3,)),
    (Story(id="urn:x:1", audiences=[Category(term="a", extensions=X)], places=[Place(name="M", extensions=X)],
     updates=[LiveUpdate(headline="U", extensions=X)]),
     (*[["places[0].extensions", "audiences[0].extensions", "updates[0].extensions"]] * 3,)),
]  # fmt: skip
"""Stories, with the paths that are lost in each mode of the body."""


@pytest.mark.parametrize(("story", "lost"), LOST, ids=range(len(LOST)))
def test_the_losses_of_a_story(story: Story, lost: tuple[list[str], ...]) -> None:
    modes: tuple[Any, ...] = get_args(BodyMode)
    assert modes == ("none", "text", "full")
    for mode, paths in zip(modes, lost, strict=True):
        losses = newsfeed.losses(story, "jsonld", body=mode)
        assert [loss.path.removeprefix("story.") for loss in losses] == paths, mode


def test_the_extensions_of_what_a_feed_has_are_losses() -> None:
    feed = Feed(
        title="T", authors=[Person(name="A", extensions=X)], publisher=Organization(name="P", extensions=X),
        categories=[Category(term="c", extensions=X)], rights=Rights(notice="N", holder=Person(name="H", extensions=X)),
    )  # fmt: skip
    assert [loss.path for loss in newsfeed.losses(feed, "jsonld")] == [
        f"feed.{owner}.extensions" for owner in ("authors[0]", "publisher", "rights.holder", "categories[0]")
    ]
