"""Hypothesis strategies for the model: `stories()`, `feeds()` and their parts, for the tests of all formats."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from newsfeed import model
from newsfeed.io import html as html_io
from newsfeed.model import BLOCKS
from newsfeed.model.parties import POLICY_NAMES
from newsfeed.model.rich_text import RichText
from newsfeed.values.escaping import escape

_SAMPLES = (
    "",
    "A plain line",
    "Ärger in Zürich – „so nicht“, said Zoë",
    "Ελληνικά, русский, हिन्दी, ไทย, አማርኛ",
    "東京で会談、한국어 기사",
    "خبر عاجل من القاهرة",
    "חדשות \u200fמירושלים\u200e 2024",
    "👩\u200d👩\u200d👧 🇺🇳 🏳\ufe0f\u200d🌈 e\u0301",
    "a < b & c > d \"quoted\" 'so' ]]> <!-- --> &amp; &#13;",
    "- Label: text",
    "long " * 300,
    "\x85",  # whitespace in Unicode but not in XML, so it counts as text
    "\u00a0\u2003",
)
_LEGAL = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n\r\u0085"
)
_URLS = (
    "https://example.org/",
    "https://example.org/a/b?c=d&e=f#g",
    "http://xn--bcher-kva.example:8080/%E2%82%AC",
    "https://bücher.example/straße",
    "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8",
    "mailto:desk@example.org",
)
_INLINE = ("em", "strong", "q", "cite", "code", "sub", "sup", "abbr")


def texts() -> st.SearchStrategy[str]:
    """Generate text in many scripts, including empty and long text."""
    return st.sampled_from(_SAMPLES) | st.text(_LEGAL, max_size=20)


def filled() -> st.SearchStrategy[str]:
    """Generate text that is not blank."""
    return st.sampled_from([sample for sample in _SAMPLES if sample]) | texts().map(lambda text: f"x{text}")


def rich_texts() -> st.SearchStrategy[RichText]:
    """Generate text with inline markup."""
    element = st.builds(lambda name, text: f"<{name}>{escape(text)}</{name}>", st.sampled_from(_INLINE), texts())
    link = st.builds(lambda text: f'<a href="https://example.org/?a=b&amp;c" lang="de">{escape(text)}</a>', texts())
    parts = st.lists(element | link | st.just("<br/>") | texts().map(escape), min_size=1, max_size=4)
    return parts.map(lambda markup: RichText("".join(markup)))


def long_texts() -> st.SearchStrategy[str | RichText]:
    """Generate values of a text field: plain or rich, with one paragraph or several."""
    paragraphs = st.lists(texts(), min_size=2, max_size=3).map("\n\n".join)
    return texts() | paragraphs | rich_texts()


def urls() -> st.SearchStrategy[str]:
    """Generate absolute, safe IRIs."""
    return st.sampled_from(_URLS)


def dates() -> st.SearchStrategy[datetime]:
    """Generate aware datetimes, with and without microseconds, in offsets of whole minutes."""
    offset = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    zones = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=45))]) | offset
    exact = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=zones)  # noqa: DTZ001  (zones are added)
    return exact.map(lambda date: date.replace(microsecond=0)) | exact


def languages() -> st.SearchStrategy[str]:
    """Generate language tags."""
    return st.sampled_from(["en", "de-CH", "zh-Hant-TW", "ar", "he", "es-419", "sl-rozaj-biske", "de-x-house"])


def _some(items: st.SearchStrategy[Any], max_size: int = 2) -> st.SearchStrategy[list[Any]]:
    return st.lists(items, max_size=max_size)


Fields = dict[str, st.SearchStrategy[Any]]

GENERATED: dict[type, set[str]] = {}
"""The fields of each class that the strategies made so far generate."""


def _built(cls: type, *, required: Fields, **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Generate objects of a class with its required fields and some or all of the optional ones."""
    GENERATED.setdefault(cls, set()).update(required, optional)
    some = st.fixed_dictionaries(required, optional=optional)
    return (some | st.fixed_dictionaries(required | optional)).map(lambda values: cls(**values))


def _emails() -> st.SearchStrategy[str]:
    return st.sampled_from(["desk@example.org", "jane.doe+news@example.co.uk", "δοκιμή@example.org"])


def people() -> st.SearchStrategy[model.Person]:
    """Generate persons."""
    optional = {"email": _emails(), "url": urls(), "avatar": urls(), "same_as": _some(urls())}
    optional |= {"job_title": texts(), "role": texts(), "id": filled(), "extensions": _some(properties(), 1)}
    return _built(model.Person, required={"name": filled()}, **optional)


def organizations() -> st.SearchStrategy[model.Organization]:
    """Generate organizations."""
    optional = {"email": _emails(), "url": urls(), "logo": urls() | logos(), "same_as": _some(urls())}
    optional |= {"role": texts(), "id": filled(), "policies": policies(), "extensions": _some(properties(), 1)}
    return _built(model.Organization, required={"name": filled()}, **optional)


def logos() -> st.SearchStrategy[model.Media]:
    """Generate pictures with their size."""
    size = {"width": st.integers(1, 9999), "height": st.integers(1, 9999)}
    return _built(model.Media, required={"url": urls(), "medium": st.just("image")}, caption=texts(), **size)


def policies() -> st.SearchStrategy[model.Policies]:
    """Generate the pages with the rules of an outlet."""
    return _built(model.Policies, required={}, **dict.fromkeys(POLICY_NAMES, urls()))


def properties() -> st.SearchStrategy[model.Extension]:
    """Generate properties of other vocabularies with a text, as objects within a story can have them."""
    names = st.sampled_from(["{urn:x-example:ns}grade", "{https://schema.org/}award"])
    return _built(model.Extension, required={"name": names}, content=st.just(('"A"',)))


def agents() -> st.SearchStrategy[model.Agent]:
    """Generate persons and organizations."""
    return people() | organizations()


def markups() -> st.SearchStrategy[model.Markup]:
    """Generate HTML blocks as readers return them: sanitized, canonical."""
    foreign = (
        "<p>a<br>b</p><ul><li>c</ul>",
        "<h3>x</h3><table><tr><td>1</table>",
        "<script>x</script><b>y",
        "<p dir=rtl>خبر",
    )
    html = st.sampled_from(foreign) | texts().map(lambda text: f"<p>{escape(text)}</p>")
    return html.map(lambda source: model.Markup(html_io.sanitize(source)))


def _block_strategies() -> list[st.SearchStrategy[model.Block]]:
    point = _built(model.Point, required={}, label=texts(), text=long_texts())
    strategies = {
        model.Paragraph: _built(model.Paragraph, required={"text": long_texts()}),
        model.Points: _built(model.Points, required={"points": _some(point, 3)}),
        model.Quotation: _built(model.Quotation, required={"text": long_texts()}, url=urls(), attribution=texts()),
        model.List: _built(model.List, required={"items": _some(long_texts(), 3)}, ordered=st.booleans()),
        model.Image: _built(model.Image, required={"url": urls()}, alt=texts(), caption=long_texts()),
        model.Markup: markups(),
    }
    return [strategies[block_type] for block_type in BLOCKS]


def blocks() -> st.SearchStrategy[model.Block]:
    """Generate blocks of every type."""
    return st.one_of(_block_strategies())


def sections() -> st.SearchStrategy[model.Section]:
    """Generate sections of every kind."""
    kinds = st.sampled_from(["analysis", "background", "press", "other"])
    one_per_type = st.tuples(*_block_strategies())
    return _built(model.Section, required={}, kind=kinds, heading=texts(), blocks=_some(blocks(), 3) | one_per_type)


def press() -> st.SearchStrategy[model.PressMention]:
    """Generate press mentions."""
    required = {"outlet": organizations(), "text": long_texts()}
    optional = {"quotes": _some(filled()), "url": urls(), "published": dates(), "language": languages()}
    return _built(model.PressMention, required=required, context=long_texts(), **optional)


def answers() -> st.SearchStrategy[model.Answer]:
    """Generate answers as the model spells them: texts, and blocks of every type."""
    values = long_texts() | _some(blocks(), 3) | st.tuples(*_block_strategies())
    return values.map(lambda value: model.Question(text="q", answer=value).answer)


def questions() -> st.SearchStrategy[model.Question]:
    """Generate questions, with and without an answer."""
    optional = {"answer": answers(), "url": urls(), "extensions": _some(properties(), 1)}
    return _built(model.Question, required={"text": filled()}, **optional)


def prompts() -> st.SearchStrategy[model.Question]:
    """Generate questions without an answer."""
    return _built(model.Question, required={"text": filled()}, url=urls())


def topics() -> st.SearchStrategy[model.Topic]:
    """Generate topics of every kind."""
    kinds = st.sampled_from(["person", "organization", "place", "event", "work", "thing"])
    optional = {"description": texts(), "url": urls(), "same_as": _some(urls()), "extensions": _some(properties(), 1)}
    return _built(model.Topic, required={"name": filled()}, kind=kinds, **optional)


def _media_types() -> st.SearchStrategy[str]:
    return st.sampled_from(["image/jpeg", "video/mp4", "audio/mpeg", "application/pdf", "text/html; charset=utf-8"])


def media() -> st.SearchStrategy[model.Media]:
    """Generate media of every kind."""
    return _built(
        model.Media,
        required={"url": urls()},
        type=_media_types(),
        medium=st.sampled_from(["image", "video", "audio", "document", "other"]),
        length=st.integers(0, 2**53),
        width=st.integers(1, 9999),
        height=st.integers(1, 9999),
        duration=st.integers(0, 10**6) | st.floats(0, 10**6, allow_nan=False),
        title=texts(),
        alt=texts(),
        caption=long_texts(),
        credit=texts(),
        language=languages(),
        thumbnail=urls(),
        poster=urls(),
        uploaded=dates(),
        renditions=_some(renditions()),
        extensions=_some(media_extensions()),
    )


def renditions() -> st.SearchStrategy[model.Rendition]:
    """Generate other files of a picture, video or recording."""
    optional = {"role": texts(), "type": _media_types(), "length": st.integers(0, 2**53), "width": st.integers(1, 9999)}
    optional |= {
        "height": st.integers(1, 9999),
        "duration": st.integers(0, 10**6),
        "extensions": _some(properties(), 1),
    }
    return _built(model.Rendition, required={"url": urls()}, **optional)


def media_extensions() -> st.SearchStrategy[model.Extension]:
    """Generate elements of media: of Media RSS, with and without a field in the model, and of other vocabularies."""
    names = st.sampled_from(["content", "title", "description", "thumbnail", "credit", "rating", "restriction"])
    attributes = st.dictionaries(st.sampled_from(["width", "url", "role", "isDefault", "type"]), texts(), max_size=2)
    return extensions() | _built(
        model.Extension,
        required={"name": names.map("{{http://search.yahoo.com/mrss/}}{}".format)},
        attributes=attributes,
        content=_some(filled(), 1),
    )


def podcasts() -> st.SearchStrategy[model.Podcast]:
    """Generate the values of podcasts and episodes."""
    numbers = {"season": st.integers(1, 99), "episode": st.integers(1, 9999)}
    marks = {name: st.booleans() for name in ("explicit", "block", "locked", "complete")}
    category = _built(model.PodcastCategory, required={"name": filled()}, subcategories=_some(filled()))
    person = _built(
        model.PodcastPerson, required={"name": filled()}, role=texts(), group=texts(), image=urls(), url=urls()
    )
    return _built(
        model.Podcast,
        required={},
        season_name=texts(),
        episode_type=st.sampled_from(["full", "trailer", "bonus"]),
        image=urls(),
        persons=_some(person),
        transcripts=_some(
            _built(
                model.Transcript,
                required={"url": urls(), "type": _media_types()},
                language=languages(),
                is_captions=st.booleans(),
            )
        ),
        chapters=_built(model.Chapters, required={"url": urls()}, type=_media_types()),
        type=st.sampled_from(["episodic", "serial"]),
        owner=_built(model.Person, required={"name": filled(), "email": st.just("ann@example.com")}, url=urls()),
        categories=_some(category),
        guid=st.sampled_from(["917393e3-1b1e-5cef-ace4-edaa54e1f810", "a & b"]),
        locked_owner=st.just("ann@example.com"),
        new_feed_url=urls(),
        **numbers,
        **marks,
    )


def rights() -> st.SearchStrategy[model.Rights]:
    """Generate rights."""
    optional = {"year": st.integers(1, 9999), "license": urls(), "usage_terms": texts()}
    optional |= {"extensions": _some(properties(), 1)}
    return _built(model.Rights, required={}, notice=texts(), holder=agents(), **optional)


def categories() -> st.SearchStrategy[model.Category]:
    """Generate categories, including IPTC Media Topics."""
    topic = st.integers(0, 99_999_999).map(lambda code: model.Category.media_topic(f"{code:08d}"))
    optional = {"scheme": urls(), "label": texts(), "extensions": _some(properties(), 1)}
    return topic | _built(model.Category, required={"term": filled()}, **optional)


def links() -> st.SearchStrategy[model.Link]:
    """Generate links to related resources."""
    optional = {"rel": st.sampled_from(["related", "via", "license"]), "type": _media_types(), "title": texts()}
    optional |= {"length": st.integers(0, 2**53), "extensions": _some(properties(), 1)}
    return _built(model.Link, required={"url": urls()}, language=languages(), **optional)


def corrections() -> st.SearchStrategy[model.Correction]:
    """Generate corrections."""
    kinds = st.sampled_from(["correction", "clarification", "update", "retraction"])
    optional = {"published": dates(), "kind": kinds, "subject": texts()}
    return _built(model.Correction, required={"text": long_texts()}, **optional)


def ids() -> st.SearchStrategy[str]:
    """Generate identifiers of stories and feeds."""
    return st.sampled_from(["tag:example.org,2024-05-17:story/1", *_URLS, "story 1", "Straße-7", "<id>&\"'"])


def sources() -> st.SearchStrategy[model.Source]:
    """Generate source feeds of stories."""
    return _built(model.Source, required={}, title=texts(), id=ids(), url=urls(), feed_url=urls(), updated=dates())


def extensions() -> st.SearchStrategy[model.Extension]:
    """Generate elements of other vocabularies, flat and nested."""
    name = st.sampled_from(
        ["{urn:x-example:ns}rating", "{https://example.org/ns#}größe", "{https://jsonfeed.org/version/1.1}_x", "rating"]
    )
    attributes = st.dictionaries(st.sampled_from(["unit", "{urn:x-example:ns}scheme"]), texts(), max_size=2)
    flat = _built(model.Extension, required={"name": name}, attributes=attributes, content=_some(texts()))
    nested = _built(model.Extension, required={"name": name}, attributes=attributes, content=_some(texts() | flat, 3))
    return flat | nested


def terms() -> st.SearchStrategy[model.Category]:
    """Generate terms of a newsroom: genres, signals, services, audiences."""
    scheme = st.sampled_from(["http://cv.iptc.org/newscodes/genre/", "https://example.org/terms#"])
    return _built(model.Category, required={"term": st.sampled_from(["Analysis", "A1", "für alle"])}, scheme=scheme)


def places() -> st.SearchStrategy[model.Place]:
    """Generate places."""
    degrees = {"latitude": st.integers(-90, 90), "longitude": st.floats(-180, 180, allow_nan=False)}
    position = _built(model.Position, required=degrees, altitude=st.integers(-400, 9000))
    role = st.sampled_from(["", "created", "about"])
    return _built(
        model.Place,
        required={"name": filled()},
        uri=urls(),
        position=position,
        role=role,
        extensions=_some(properties(), 1),
    )


def live_updates() -> st.SearchStrategy[model.LiveUpdate]:
    """Generate entries of live coverage."""
    return _built(
        model.LiveUpdate,
        required={"headline": filled()},
        body=answers(),
        id=ids(),
        url=urls(),
        published=dates(),
        updated=dates(),
        authors=_some(agents(), 1),
        media=_some(media(), 1),
        extensions=_some(properties(), 1),
    )


def translations() -> st.SearchStrategy[model.Translation]:
    """Generate translations."""
    return _built(model.Translation, required={"url": urls()}, language=languages(), headline=texts())


def usages() -> st.SearchStrategy[model.Usage]:
    """Generate what machines may do with stories."""
    payment = _built(
        model.Payment,
        required={"kind": st.sampled_from(["free", "attribution", "subscription", "crawl"])},
        url=urls(),
        amount=st.sampled_from(["", "0.002", "100"]),
        currency=st.sampled_from(["", "EUR"]),
    )
    return _built(
        model.Usage,
        required={},
        search=st.booleans(),
        ai_input=st.booleans(),
        ai_train=st.booleans(),
        payment=payment,
        license_url=urls(),
        policy_url=urls(),
        contact_url=urls(),
        contact_email=st.sampled_from(["rights@example.com"]),
        extensions=_some(properties(), 1),
    )


def subscriptions() -> st.SearchStrategy[model.Subscription]:
    """Generate subscriptions."""
    return _built(
        model.Subscription,
        required={"feed_url": urls()},
        title=texts(),
        url=urls(),
        description=texts(),
        language=languages(),
        folders=_some(filled()),
        type=st.sampled_from(["rss", "atom", "RSS", "podcast"]),
        categories=_some(st.sampled_from(["news", "news/harbour", "news, local"])),
        created=dates(),
        extensions=_some(extensions() | subscription_attributes(), 3),
    )


def subscription_attributes() -> st.SearchStrategy[model.Extension]:
    """Generate attributes of outlines that have no field, and some that are named like those with one."""
    names = ["isComment", "title", "text", "XMLURL", "url", "version", "xmlns", "{urn:x-example:ns}rank"]
    return _built(model.Extension, required={"name": st.sampled_from(names)}, content=_some(texts(), 1))


def newsroom() -> Fields:
    """Return strategies for the fields of agencies, newsrooms and search engines."""
    kinds = ["explainer", "article", "opinion", "live", "press-release", "https://schema.org/TechArticle"]
    classes = ["text", "picture", "video", "audio", "graphic", "animation", "composite"]
    headline = _built(
        model.AlternativeHeadline,
        required={"text": filled()},
        role=st.sampled_from(["short", "seo", "social", ""]),
        language=languages(),
    )
    selectors = st.sampled_from(["", ".paywall", "#more, .more"])
    return {
        "kind": st.sampled_from(kinds),
        "item_class": st.sampled_from(classes),
        "genre": _some(terms()),
        "slugline": texts(),
        "urgency": st.integers(1, 9),
        "dateline": texts(),
        "byline": texts(),
        "creditline": texts(),
        "source_name": texts(),
        "places": _some(places()),
        "ed_note": texts(),
        "signals": _some(terms()),
        "services": _some(terms()),
        "audiences": _some(terms()),
        "alt_ids": _some(_built(model.AltId, required={"value": filled()}, role=st.sampled_from(["", "cms", "doi"]))),
        "alternative_headlines": _some(headline),
        "access": _built(model.Access, required={"fee": st.sampled_from(["free", "paid"])}, css_selector=selectors),
        "expires": dates(),
        "translation_of": translations(),
        "translations": _some(translations()),
        "section_path": _some(_built(model.Breadcrumb, required={"name": filled()}, url=urls())),
        "updates": _some(live_updates()),
        "coverage_start": dates(),
        "coverage_end": dates(),
        "speakable": _some(st.sampled_from(["headline", "summary", ".lead"])),
        "ai": _built(
            model.AIUse,
            required={"source": st.sampled_from(["trainedAlgorithmicMedia", "humanEdits"])},
            statement=texts(),
        ),
        "usage": usages(),
    }


def stories(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[model.Story]:
    """Generate stories with any of the fields.

    Args:
        fixed: strategies for fields that are always present.
    """
    optional: Fields = {
        "url": urls(),
        "headline": texts(),
        "summary": long_texts(),
        "sections": _some(sections()),
        "press": _some(press()),
        "questions": _some(questions()),
        "prompts": _some(prompts()),
        "topics": _some(topics()),
        "authors": _some(agents()),
        "contributors": _some(agents()),
        "publisher": organizations(),
        "language": languages(),
        "published": dates(),
        "updated": dates(),
        "version": st.integers(1, 2**53),
        "status": st.sampled_from(["usable", "withheld", "canceled"]),
        "embargo": dates(),
        "media": _some(media()),
        "keywords": _some(filled()),
        "categories": _some(categories()),
        "links": _some(links()),
        "rights": rights(),
        "corrections": _some(corrections()),
        "source": sources(),
        "podcast": podcasts(),
        **newsroom(),
        "extensions": _some(extensions()),
    }
    required = {"id": ids(), **fixed}
    return _built(
        model.Story, required=required, **{name: value for name, value in optional.items() if name not in fixed}
    )


def published_stories() -> st.SearchStrategy[model.Story]:
    """Generate stories that formats for readers do not leave out."""
    return stories(status=st.just("usable"), embargo=st.none())


def published_feeds() -> st.SearchStrategy[model.Feed]:
    """Generate feeds of such stories."""
    return feeds(stories=st.lists(published_stories(), max_size=2))


def feeds(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[model.Feed]:
    """Generate feeds with any of the fields and up to two stories.

    Args:
        fixed: strategies for fields that are always present.
    """
    page_links = ("first", "last", "previous", "next", "prev_archive", "next_archive", "current")
    paging = {**dict.fromkeys(page_links, urls()), "complete": st.booleans(), "archive": st.booleans()}
    optional: Fields = {
        "title": texts(),
        "url": urls(),
        "feed_url": urls(),
        "id": ids(),
        "description": long_texts(),
        "language": languages(),
        "authors": _some(agents()),
        "publisher": organizations(),
        "rights": rights(),
        "usage": usages(),
        "icon": urls(),
        "logo": urls(),
        "published": dates(),
        "updated": dates(),
        "hubs": _some(_built(model.Hub, required={"url": urls()}, type=st.sampled_from(["WebSub", "rssCloud"]))),
        "paging": _built(model.Paging, required={}, **paging),
        "ttl": st.integers(1, 10_000),
        "generator": texts(),
        "categories": _some(categories()),
        "keywords": _some(filled()),
        "links": _some(links()),
        "podcast": podcasts(),
        "subscriptions": _some(subscriptions()),
        "extensions": _some(extensions()),
        "stories": _some(stories()),
    }
    return _built(model.Feed, required=fixed, **{name: value for name, value in optional.items() if name not in fixed})
