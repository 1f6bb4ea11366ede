"""Sample stories and feeds, among them ones with every field filled, for tests of several packages."""

from datetime import UTC, datetime, timedelta, timezone

from newsfeed import (
    Access,
    AIUse,
    AlternativeHeadline,
    AltId,
    Breadcrumb,
    Category,
    Chapters,
    Correction,
    Extension,
    Feed,
    Hub,
    Image,
    Link,
    List,
    LiveUpdate,
    Markup,
    Media,
    Organization,
    Paging,
    Paragraph,
    Payment,
    Person,
    Place,
    Podcast,
    PodcastCategory,
    PodcastPerson,
    Point,
    Points,
    Policies,
    Position,
    PressMention,
    Question,
    Quotation,
    Rendition,
    RichText,
    Rights,
    Section,
    Source,
    Story,
    Subscription,
    Topic,
    Transcript,
    Translation,
    Usage,
)
from newsfeed.model import Block

CET = timezone(timedelta(hours=1))
_MEDIA = "{http://search.yahoo.com/mrss/}"


def plain_story(number: int = 1, **changes: object) -> Story:
    """Return an ordinary item: HTML, two authors, keywords and an image.

    Args:
        number: part of its id, URL and headline.
        changes: fields to replace.
    """
    values: dict[str, object] = {
        "id": f"https://news.example.com/{number}",
        "url": f"https://news.example.com/{number}",
        "headline": f"Item {number} & its <title>",
        "summary": "What it is about.",
        "sections": (Section(blocks=(Markup("<p>Words &amp; <em>more</em> words ]]&gt; end.</p>"),)),),
        "authors": (Person(name="Ada Byron"), Person(name="Grace Marl")),
        "published": datetime(2026, 3, 1, 8, 30, tzinfo=CET),
        "updated": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "keywords": ("harbour", "tide"),
        "media": (Media(url="https://news.example.com/a.jpg", type="image/jpeg", length=1024, width=640, height=480),),
    }
    return Story(**(values | changes))  # type: ignore[arg-type]


def full_story(**changes: object) -> Story:
    """Return a story with every field filled and every type of block.

    Args:
        changes: fields to replace.
    """
    values: dict[str, object] = {
        "id": "tag:news.example.com,2026:full",
        "url": "https://news.example.com/full",
        "headline": "Every field is filled",
        "summary": RichText(
            'A summary with <em>markup</em> and a <a href="https://news.example.com/x?a=1&amp;b=2">link</a>.'
        ),
        "sections": _sections(),
        "press": (
            PressMention(
                outlet=Organization(name="The Marl Courier", url="https://courier.example.com/"),
                text="According to The Marl Courier, it is 'long overdue'.",
                quotes=("long overdue",),
                url="https://courier.example.com/1",
                published=datetime(2026, 2, 28, 6, 0, tzinfo=UTC),
                language="en-GB",
                context="Others waited.\n\nAnd waited.",
            ),
            PressMention(outlet=Organization(name="Küstenbote"), text="Der Küstenbote lobt den Plan.", language="de"),
        ),
        "questions": (
            Question(text="Why now?", answer="Because.\n\nAnd because.", url="https://news.example.com/why"),
            Question(text="How does it work?", answer=_answer()),
        ),
        "prompts": (Question(text="What next?", url="https://news.example.com/next"), Question(text="Who pays?")),
        "topics": (
            Topic(name="Port Ellery", kind="place", description="A town.", same_as=("https://www.example.org/ellery",)),
            Topic(
                name="Ines Okafor", kind="person", description="A councillor.", url="https://news.example.com/okafor"
            ),
        ),
        "authors": (Person(name="Ada Byron", email="ada@example.com"),),
        "contributors": (Person(name="Tom Arkwright", job_title="Photographer", role="pictures", id="staff-7"),),
        "publisher": Organization(
            name="The Harbour Desk", policies=Policies(corrections="https://news.example.com/corrections")
        ),
        "language": "en",
        "published": datetime(2026, 3, 1, 8, 30, tzinfo=CET),
        "updated": datetime(2026, 3, 2, 9, 0, 0, 250000, tzinfo=UTC),
        "media": (
            Media(
                url="https://news.example.com/film.mp4",
                type="video/mp4",
                length=99,
                width=640,
                height=360,
                duration=12.5,
                title="Film",
                caption="The tide",
                credit="A. Byron",
                language="en",
                thumbnail="https://news.example.com/film.jpg",
                poster="https://news.example.com/poster.jpg",
                uploaded=datetime(2026, 3, 1, 7, 0, tzinfo=UTC),
                renditions=(
                    Rendition(url="https://news.example.com/film-small.mp4", role="preview", type="video/mp4"),
                ),
                extensions=(
                    Extension(name=f"{_MEDIA}content", attributes={"bitrate": "128"}),
                    Extension(name=f"{_MEDIA}thumbnail", attributes={"width": "90"}),
                    Extension(name=f"{_MEDIA}rating", content=("nonadult",)),
                ),
            ),
            Media(url="https://news.example.com/b.png", medium="image"),
        ),
        "keywords": ("harbour", "tide & time"),
        "categories": (
            Category.media_topic("20000337", "rail"),
            Category(term="Explainers", scheme="https://news.example.com/desks"),
        ),
        "links": (Link(url="https://news.example.com/more", type="text/html", title="More", language="en"),),
        "rights": Rights(notice="© 2026 The Harbour Desk", license="https://creativecommons.org/licenses/by/4.0/"),
        "corrections": (Correction(text="The date was wrong.", published=datetime(2026, 3, 2, tzinfo=UTC)),),
        "source": Source(title="Another desk", feed_url="https://desk.example.com/feed"),
        "podcast": Podcast(
            season=2,
            season_name="The tide",
            episode=3,
            episode_type="bonus",
            explicit=False,
            image="https://news.example.com/episode.png",
            persons=(PodcastPerson(name="Ines Okafor", role="guest", url="https://news.example.com/okafor"),),
            transcripts=(Transcript(url="https://news.example.com/3.vtt", type="text/vtt", is_captions=True),),
            chapters=Chapters(url="https://news.example.com/3.json"),
            block=True,
        ),
        **_newsroom(),
        "extensions": (
            Extension(
                name="{https://vocabulary.example.com/}mood", attributes={"level": "3"}, content=("calm & wide",)
            ),
        ),
    }
    return Story(**(values | changes))  # type: ignore[arg-type]


def nested_extension(levels: int) -> Extension:
    """Return an extension that is nested so many levels deep."""
    nested = Extension(name="{https://vocabulary.example.com/}level", content=["noon"])
    for _ in range(levels - 1):
        nested = nested.replace(content=[nested])
    return nested


def _newsroom() -> dict[str, object]:
    """Return values for the fields of agencies, newsrooms and search engines."""
    genre = "http://cv.iptc.org/newscodes/genre/"
    terms = "https://news.example.com/terms/"
    return {
        "kind": "live",
        "item_class": "composite",
        "genre": (Category(term="Background", scheme=genre, label="Background"),),
        "slugline": "TIDE-GATES",
        "urgency": 4,
        "dateline": "PORT ELLERY, 1 March",
        "byline": "By Ada Byron in Port Ellery",
        "creditline": "The Harbour Desk / Byron",
        "source_name": "Estuary Wire",
        "places": (
            Place(
                name="Port Ellery",
                uri="https://places.example.com/ellery",
                position=Position(latitude=51.5, longitude=-0.25, altitude=3),
                role="created",
            ),
            Place(name="Marl"),
        ),
        "ed_note": "Call the desk before 18:00.\n\nNames are checked.",
        "signals": (Category(term="update", scheme="http://cv.iptc.org/newscodes/signal/"),),
        "services": (Category(term="basic", scheme=f"{terms}services/", label="Basic service"),),
        "audiences": (Category(term="coast", scheme=f"{terms}audiences/"),),
        "alt_ids": (AltId(value="cms-4711", role="cms"), AltId(value="10.1000/182")),
        "alternative_headlines": (
            AlternativeHeadline(text="Gates", role="short"),
            AlternativeHeadline(text="Tide gates: every field", role="seo"),
        ),
        "access": Access(fee="free"),
        "expires": datetime(2099, 3, 1, tzinfo=UTC),
        "translation_of": Translation(url="https://news.example.com/de/voll", language="de", headline="Alles voll"),
        "translations": (Translation(url="https://news.example.com/fr/plein", language="fr"),),
        "section_path": (Breadcrumb(name="Home", url="https://news.example.com/"), Breadcrumb(name="Harbour")),
        "updates": (
            LiveUpdate(
                headline="The gates open",
                body="At noon.",
                id="tag:news.example.com,2026:full/2",
                url="https://news.example.com/full#2",
                published=datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
                authors=(Person(name="Ada Byron"),),
            ),
            LiveUpdate(headline="The gates close", published=datetime(2026, 3, 1, 10, 0, tzinfo=UTC)),
        ),
        "coverage_start": datetime(2026, 3, 1, 9, 0, tzinfo=UTC),
        "coverage_end": datetime(2026, 3, 1, 18, 0, tzinfo=UTC),
        "speakable": ("headline", "summary"),
        "ai": AIUse(source="compositeWithTrainedAlgorithmicMedia", statement="A model translated parts of this story."),
        "usage": usage(),
    }


def usage() -> Usage:
    """Return a usage with every field filled."""
    return Usage(
        search=True,
        ai_input=True,
        ai_train=False,
        payment=Payment(kind="subscription", url="https://news.example.com/licenses", amount="120.50", currency="EUR"),
        license_url="https://news.example.com/license.xml",
        policy_url="https://news.example.com/terms",
        contact_url="https://news.example.com/contact",
        contact_email="rights@example.com",
    )


def _answer() -> tuple[Block, ...]:
    return (
        Paragraph(text="It has a < b & c gates."),
        Paragraph(text=RichText('See <a href="https://news.example.com/x?a=1&amp;b=2">the <em>plan</em></a>.')),
        List(items=("They close.", RichText("They <strong>open</strong>.")), ordered=True),
        Points(points=(Point(label="By day", text="at noon"), Point(text="By night, never."))),
        Quotation(text="It holds.\n\nSo far.", url="https://news.example.com/speech", attribution="Ines Okafor"),
        Image(url="https://news.example.com/gate.png", alt="A gate", caption="The gate"),
        Markup("<table><tbody><tr><td>1</td></tr></tbody></table>"),
    )


def _sections() -> tuple[Section, ...]:
    blocks = (
        Points(
            points=(
                Point(label="Cost", text=RichText("Two <strong>thirds</strong> is a loan.")),
                Point(text="No label."),
            )
        ),
        Paragraph(text="A paragraph with & and <."),
        Quotation(text="I waited.", url="https://news.example.com/speech", attribution="Ines Okafor"),
        List(items=("one", RichText("<em>two</em>")), ordered=True),
        Image(url="https://news.example.com/map.png", alt="A map", caption="The estuary"),
        Markup("<table><tbody><tr><td>1</td></tr></tbody></table>"),
    )
    return (
        Section(kind="analysis", heading="What it means", blocks=blocks),
        Section(kind="background", blocks=(Paragraph(text="It began in 1911."),)),
        Section(heading="A heading of its own", blocks=(Paragraph(text="An untyped section."),)),
    )


def full_feed(**changes: object) -> Feed:
    """Return a feed with every field filled.

    Args:
        changes: fields to replace.
    """
    values: dict[str, object] = {
        "title": "Explainers & more",
        "url": "https://news.example.com/",
        "feed_url": "https://news.example.com/feed",
        "id": "tag:news.example.com,2026:feed",
        "description": "What is behind the news.",
        "language": "en",
        "authors": (Person(name="Ada Byron", email="ada@example.com"),),
        "publisher": Organization(name="The Harbour Desk"),
        "rights": Rights(notice="© 2026"),
        "usage": usage(),
        "icon": "https://news.example.com/icon.png",
        "logo": "https://news.example.com/logo.png",
        "updated": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "published": datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        "hubs": (Hub(url="https://hub.example.com/"),),
        "paging": Paging(next="https://news.example.com/feed?page=2"),
        "ttl": 60,
        "categories": (Category(term="Explainers", scheme="https://news.example.com/desks"),),
        "keywords": ("harbour",),
        "links": (Link(url="https://news.example.com/about"),),
        "subscriptions": (
            Subscription(
                feed_url="https://marl.example.com/feed.rss",
                title="The Marl Lamp",
                url="https://marl.example.com/",
                description="News of Marl",
                language="en",
                folders=("News", "Coast"),
                categories=("news/coast",),
                created=datetime(2026, 2, 1, 9, 0, tzinfo=UTC),
            ),
        ),
        "podcast": Podcast(
            type="serial",
            explicit=True,
            owner=Person(name="Ada Byron", email="ada@example.com"),
            categories=(PodcastCategory(name="News", subcategories=("Daily News",)),),
            guid="917393e3-1b1e-5cef-ace4-edaa54e1f810",
            locked=True,
            locked_owner="ada@example.com",
            complete=True,
            new_feed_url="https://news.example.com/podcast",
        ),
        "stories": (full_story(), plain_story()),
    }
    return Feed(**(values | changes))  # type: ignore[arg-type]
