"""Reading the small nodes: people, organizations, media, terms, topics, rights. What `nodes` writes, and what others write."""

import re
from collections.abc import Iterable
from typing import Final

from newsfeed.formats.jsonld.nodes import TOPICS
from newsfeed.formats.jsonld.work import Work
from newsfeed.model import Agent, Category, Media, Medium, Organization, Person, Rights, Topic, TopicKind

_DURATION: Final = re.compile(
    r"P(?:([0-9]{1,9})D)?T?(?:([0-9]{1,9})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,16}(?:\.[0-9]{1,400})?)S)?", re.IGNORECASE
)
_MEDIA_TYPES: Final[tuple[tuple[str, Medium], ...]] = (
    ("ImageObject", "image"),
    ("VideoObject", "video"),
    ("AudioObject", "audio"),
    ("DigitalDocument", "document"),
)
_KINDS: Final[tuple[tuple[str, TopicKind], ...]] = tuple((name, kind) for kind, name in TOPICS.items())  # type: ignore[misc]
MEDIA_PROPERTIES: Final[dict[str, Medium]] = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "associatedMedia": "other",
}


# --- who -------------------------------------------------------------------------------------------------------------------


def agents(work: Work, *names: str) -> tuple[Agent, ...]:
    """Give the people and organizations of the first of these properties that has any."""
    found = (_agent(each, work, names[0]) for each in work.things(*names))
    return tuple(each for each in found if each)


def _agent(each: Work | str, work: Work, name: str) -> Agent | None:
    if isinstance(each, str):
        if _is_address(each):
            work.lenient.note(
                "author.nameless", f"{each!r:.64} is an address and no name; it is left out", work.location(name)
            )
            return None
        return work.lenient.build(Person, {"name": each}, work.location(name))
    return organization_of(each) if each.node.is_a("Organization") else _person(each)


def _person(each: Work) -> Person | None:
    whole = " ".join([*each.texts("givenName")[:1], *each.texts("familyName")[:1]])
    name = each.line("name") or whole or each.line("alternateName")
    return each.lenient.build(
        Person, {"name": name or None, "avatar": each.link("image"), **_contact(each)}, each.location()
    )


def organization_of(each: Work) -> Organization | None:
    """Read an organization; a person in its place is taken as one."""
    name = each.line("name", "legalName", "alternateName")
    arguments = {"name": name or None, "logo": each.link("logo", "image"), **_contact(each)}
    return each.lenient.build(Organization, arguments, each.location())


def organization(work: Work, *names: str) -> Organization | None:
    """Give the first organization of these properties."""
    for each in work.things(*names):
        if isinstance(each, Work):
            return organization_of(each)
        if not _is_address(each):
            return work.lenient.build(Organization, {"name": each}, work.location(names[0]))
    return None


def _contact(each: Work) -> dict[str, object]:
    email = each.text("email")
    return {
        "url": each.link("url"),
        "email": email.removeprefix("mailto:").strip() or None,
        "same_as": tuple(each.links("sameAs")),
    }


def _is_address(text: str) -> bool:
    return text.startswith(("https://", "http://", "#", "_:"))


# --- what goes with a story ------------------------------------------------------------------------------------------------


def media(work: Work) -> tuple[Media, ...]:
    """Give pictures, films, recordings and documents: in the order of the document, or of their `position`."""
    found: list[tuple[int, Media]] = []
    for name in work.node.values:
        if name in MEDIA_PROPERTIES:
            for each in work.things(name):
                place, made = _placed_medium(each, work, name, len(found))
                if made:
                    found.append((place, made))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _placed_medium(each: Work | str, work: Work, name: str, at: int) -> tuple[int, Media | None]:
    medium = MEDIA_PROPERTIES[name]
    if isinstance(each, str):
        url = work.iri(each, name)
        return at, work.lenient.build(Media, {"url": url, "medium": medium}, work.location(name)) if url else None
    position = each.whole("position")
    return (at if position is None else position), medium_of(each, medium)


def medium_of(each: Work, medium: Medium = "image") -> Media | None:
    """Read a media object; one without an address is left out."""
    url = each.address()
    if url is None:
        return None
    of_type = next((kind for name, kind in _MEDIA_TYPES if each.node.is_a(name)), medium)
    media_type = each.text("encodingFormat", "fileFormat")
    arguments = {
        "url": url,
        "type": media_type if "/" in media_type else None,
        "medium": of_type,
        "length": each.whole("contentSize"),
        "width": each.whole("width", least=1),
        "height": each.whole("height", least=1),
        "duration": seconds(each.text("duration")),
        "title": each.line("name"),
        "alt": each.line("description"),
        "caption": each.rich("caption"),
        "credit": each.line("creditText") or ", ".join(each.texts("creator", "author")),
        "language": each.language("inLanguage"),
        "thumbnail": each.link("thumbnailUrl", "thumbnail"),
    }
    return each.lenient.build(Media, arguments, each.location())


def seconds(text: str) -> int | float | None:
    """Give a duration of ISO 8601, of days to seconds; None for any other text."""
    found = _DURATION.fullmatch(text.strip())
    if not found or not any(found.groups()):
        return None
    days, hours, minutes = (int(each or 0) for each in found.groups()[:3])
    rest = found[4] or "0"
    return (days * 24 + hours) * 3600 + minutes * 60 + (float(rest) if "." in rest else int(rest))


def rights(work: Work) -> Rights | None:
    """Give who holds the rights and what others may do; None where nothing is said of it."""
    holder = next(iter(agents(work, "copyrightHolder")), None)
    arguments = {
        "notice": work.line("copyrightNotice"),
        "holder": holder,
        "year": work.whole("copyrightYear", least=1),
        "license": work.link("license"),
        "usage_terms": _terms_of_use(work),
    }
    said = {name: value for name, value in arguments.items() if value}
    return work.lenient.build(Rights, said, work.location()) if said else None


def _terms_of_use(work: Work) -> str:
    for each in work.things("usageInfo"):
        if isinstance(each, str):
            return each
        return each.text("text", "url", "name") or each.own_address() or ""
    return ""


# --- terms and topics ------------------------------------------------------------------------------------------------------


def terms(work: Work) -> tuple[list[str], list[Category]]:
    """Give keywords and categories; a single text of somebody else's is taken as keywords with commas between them."""
    one = len(work.values("keywords")) == 1 and not work.own
    keywords: list[str] = []
    defined: list[Category] = []
    for each in work.things("keywords"):
        if isinstance(each, Work):
            made = _category(each)
            defined += [made] if made else []
        else:
            keywords += [word for word in each.split(",") if word.strip()] if one else [each]
    return keywords, list(_in_order(work.texts("articleSection"), defined))


def _category(each: Work) -> Category | None:
    code, name = each.text("termCode"), each.line("name")
    scheme = each.link("inDefinedTermSet", "inCodeSet")
    arguments = {"term": code or name or None, "label": name if code else "", "scheme": scheme}
    return each.lenient.build(Category, arguments, each.location())


def _in_order(sections: list[str], defined: list[Category]) -> Iterable[Category]:
    """Put the categories in the order of the sections: a section that is a term with more to it is that term."""
    waiting = list(defined)
    for section in sections:
        if waiting and section == (waiting[0].label or waiting[0].term):
            yield waiting.pop(0)
        else:
            yield Category(term=section)  # `texts` gives none that is empty
    yield from waiting


def topics(work: Work) -> tuple[Topic, ...]:
    """Give what an article is about, then what it mentions; topics with anchors of ours have the order of these."""
    found: list[tuple[int, Topic]] = []
    for name in ("about", "mentions"):
        for each in work.things(name):
            number, made = _numbered_topic(each, work, name)
            if made:
                found.append((number, made))
    return tuple(each for _, each in sorted(found, key=lambda pair: pair[0]))


def _numbered_topic(each: Work | str, work: Work, name: str) -> tuple[int, Topic | None]:
    if isinstance(each, str):
        made = None if _is_address(each) else work.lenient.build(Topic, {"name": each}, work.location(name))
        return 0, made
    kind = next((kind for of, kind in _KINDS if kind != "thing" and each.node.is_a(of)), "thing")
    arguments = {
        "name": each.line("name", "headline", "alternateName") or None,
        "kind": kind,
        "description": each.line("description"),
        "url": each.link("url"),
        "same_as": tuple(each.links("sameAs")),
    }
    number = anchor_number(each.node.id, "topic")
    return number, each.lenient.build(Topic, arguments, each.location()) if arguments["name"] else None


def anchor_number(identifier: str | None, name: str) -> int:
    """Give the number of an anchor of the body, 2 of `...#topic-2`; 0 where it is none."""
    found = re.search(rf"[#/]{name}-([0-9]{{1,9}})$", identifier or "")
    return int(found[1]) if found else 0
