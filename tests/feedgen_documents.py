"""A feed made with every call of feedgen, for tests of the guide for its users."""

from typing import Any

from feedgen.feed import FeedGenerator

EXTENSIONS = ("dc", "geo", "media", "podcast", "syndication", "torrent")
SITE = "https://news.example.com/"


def full_generator() -> FeedGenerator:
    """Return a FeedGenerator with one entry on which every call that sets a value has been made."""
    generator = FeedGenerator()
    for name in EXTENSIONS:
        generator.load_extension(name)
    _fill_feed(generator)
    _fill_extensions_of_the_feed(generator)
    entry = generator.add_entry()
    _fill_entry(entry)
    _fill_extensions_of_the_entry(entry)
    return generator


def _fill_feed(generator: FeedGenerator) -> None:
    generator.title("The Harbour Desk")
    generator.id(f"{SITE}id")
    generator.link(href=f"{SITE}feed", rel="self")
    generator.link(href=SITE, rel="alternate")
    generator.description("News of the coast")
    generator.subtitle("News of the coast")
    generator.author(name="Jo Farrow", email="jo@example.com")
    generator.contributor(name="Rosa Lund", email="rosa@example.com")
    generator.category(term="coast", scheme=f"{SITE}desks", label="Coast")
    generator.cloud("rpc.example.com", "80", "/RPC2", "notify", "soap")
    generator.copyright("© 2026 The Harbour Desk")
    generator.rights("© 2026 The Harbour Desk")
    generator.docs("https://www.rssboard.org/rss-specification")
    generator.generator("Press", "1", "https://press.example.com/")
    generator.icon(f"{SITE}icon.png")
    generator.logo(f"{SITE}logo.png")
    generator.image(f"{SITE}logo.png", "The Harbour Desk", SITE, "88", "31", "A lamp")
    generator.language("en")
    generator.lastBuildDate("2026-01-02T00:00:00Z")
    generator.updated("2026-01-02T00:00:00Z")
    generator.managingEditor("jo@example.com (Jo Farrow)")
    generator.pubDate("2026-01-02T00:00:00Z")
    generator.rating('(PICS-1.1 "https://ratings.example.com/" l r (v 0))')
    generator.skipDays(["Monday"])
    generator.skipHours([1, 2])
    generator.textInput("Search", "Search the coast", "q", f"{SITE}search")
    generator.ttl(60)
    generator.webMaster("web@example.com")


def _fill_dublin_core(extended: Any) -> None:
    core = extended.dc
    for name in ("contributor", "coverage", "creator", "description", "format", "identifier", "publisher", "relation"):
        getattr(core, f"dc_{name}")(f"A {name}")
    for name in ("rights", "source", "subject", "title", "type"):
        getattr(core, f"dc_{name}")(f"A {name}")
    core.dc_date("2026-01-01")
    core.dc_language("de")


def _fill_extensions_of_the_feed(generator: FeedGenerator) -> None:
    _fill_dublin_core(generator)
    generator.syndication.update_base("2026-01-01T00:00:00Z")
    generator.syndication.update_frequency(2)
    generator.syndication.update_period("daily")
    podcast = generator.podcast
    podcast.itunes_author("Jo Farrow")
    podcast.itunes_block("yes")
    podcast.itunes_category("Technology", "Podcasting")
    podcast.itunes_complete("yes")
    podcast.itunes_explicit("no")
    podcast.itunes_image(f"{SITE}cover.png")
    podcast.itunes_new_feed_url(f"{SITE}new")
    podcast.itunes_owner("Jo Farrow", "jo@example.com")
    podcast.itunes_subtitle("The coast, heard")
    podcast.itunes_summary("What the coast sounds like")
    podcast.itunes_type("serial")


def _fill_entry(entry: Any) -> None:
    entry.title("Lamp lit")
    entry.id(f"{SITE}1")
    entry.guid(f"{SITE}1", permalink=True)
    entry.link(href=f"{SITE}1")
    entry.content("<p>At dusk, Rosa Lund lit the lamp on the pier.</p>", type="html")
    entry.description("The lamp is lit.", isSummary=True)
    entry.summary("The lamp is lit.")
    entry.author(name="Jo Farrow", email="jo@example.com")
    entry.contributor(name="Rosa Lund")
    entry.category(term="light")
    entry.comments(f"{SITE}1#comments")
    entry.enclosure(f"{SITE}1.mp3", "123", "audio/mpeg")
    entry.published("2026-01-03T00:00:00Z")
    entry.pubDate("2026-01-03T00:00:00Z")
    entry.updated("2026-01-04T00:00:00Z")
    entry.rights("© 2026 Jo Farrow")
    entry.source("https://quay.example.org/feed", "The Quay Post")
    entry.ttl(5)


def _fill_extensions_of_the_entry(entry: Any) -> None:
    _fill_dublin_core(entry)
    geo = entry.geo
    geo.point("45.2 -71.9")
    geo.line("1 2 3 4")
    geo.polygon("1 2 3 4 5 6 1 2")
    geo.box("1 2 3 4")
    geo.elev(3)
    geo.floor(2)
    geo.radius(5)
    geo.featurename("The pier")
    geo.featuretypetag("pier")
    geo.relationshiptag("is-near")
    media = entry.media
    media.content(url=f"{SITE}1.jpg", type="image/jpeg", medium="image")
    media.thumbnail(url=f"{SITE}1-small.jpg")
    podcast = entry.podcast
    podcast.itunes_author("Jo Farrow")
    podcast.itunes_block("yes")
    podcast.itunes_duration("3:00")
    podcast.itunes_episode(3)
    podcast.itunes_episode_type("full")
    podcast.itunes_explicit("no")
    podcast.itunes_image(f"{SITE}1-cover.png")
    podcast.itunes_is_closed_captioned("yes")
    podcast.itunes_order(1)
    podcast.itunes_season(2)
    podcast.itunes_subtitle("Lit")
    podcast.itunes_summary("The lamp is lit, heard")
    podcast.itunes_title("The lamp")
    torrent = entry.torrent
    torrent.filename("1.mp3")
    torrent.infohash("0123456789abcdef0123456789abcdef01234567")
    torrent.contentlength("123")
    torrent.seeds("1")
    torrent.peers("2")
    torrent.verified("3")
