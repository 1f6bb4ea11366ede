"""The values that newsrooms need in `<itemMeta>` and `<contentMeta>`: notes, signals, services, other headlines."""

from collections.abc import Iterable, Iterator

from newsfeed.formats.newsml.concepts import CONCEPT_ATTRIBUTES, Mode, iri_attributes, role_attribute
from newsfeed.formats.newsml.terms import service_element, term_element
from newsfeed.formats.newsml.xhtml11 import add_block_text
from newsfeed.model import AlternativeHeadline, Category, Correction, Story, Translation
from newsfeed.rendering.elements import attributes
from newsfeed.rendering.markup import MarkupBuilder
from newsfeed.values.dates import rfc3339
from newsfeed.values.escaping import escape, escape_attribute

# --- itemMeta ----------------------------------------------------------------------------------------------------------


def item_class(story: Story, mode: Mode) -> str:
    """Return the attributes of the `<itemClass>`."""
    return CONCEPT_ATTRIBUTES[mode].item_classes.get(story.item_class) or iri_attributes(story.item_class)


def services(story: Story) -> str:
    """Return the `<service>` elements; "" if one of them has no place in such an element, see `service_properties`."""
    elements = [service_element(service) for service in story.services]
    return "".join(elements) if all(elements) else ""


def service_properties(story: Story, mode: Mode) -> Iterator[str]:
    """Yield all services as extension properties if one of them has no place in a `<service>`, so that their order is kept."""
    if story.services and not services(story):
        relation = CONCEPT_ATTRIBUTES[mode].fields["service"]
        yield from (term_element("itemMetaExtProperty", service, mode, relation) for service in story.services)


def add_notes(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    """Add the note to editors, then the corrections. The role of a correction says that it is for readers."""
    if story.ed_note:
        builder.text("<edNote>", story.ed_note, "</edNote>\n")
    for correction in story.corrections:
        role = CONCEPT_ATTRIBUTES[mode].corrections[correction.kind]
        date = f' modified="{rfc3339(correction.published)}"' if correction.published else ""
        add_block_text(builder, f"<edNote{date}{role}>", correction.text, "</edNote>\n")


def add_signals(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    """Add the signals, and that of a correction if the story has corrections."""
    for signal in story.signals:
        builder.raw(term_element("signal", signal, mode))
    if story.corrections:
        builder.raw(f"<signal{CONCEPT_ATTRIBUTES[mode].correction_signal}/>\n")


def correction_properties(corrections: tuple[Correction, ...], mode: Mode) -> Iterator[str]:
    """Yield the subject of each correction as an extension property, in their order, if any of them has one."""
    if any(correction.subject for correction in corrections):
        relation = CONCEPT_ATTRIBUTES[mode].fields["subject"]
        for correction in corrections:
            yield f'<itemMetaExtProperty{relation} value="{escape_attribute(correction.subject)}"/>\n'


def translation_links(story: Story, mode: Mode) -> Iterator[str]:
    """Yield the links to the original of a translation, and to the translations."""
    concepts = CONCEPT_ATTRIBUTES[mode]
    if story.translation_of:
        yield _translation_link(story.translation_of, concepts.translated_from)
    for translation in story.translations:
        yield _translation_link(translation, concepts.translations)


def _translation_link(translation: Translation, relation: str) -> str:
    opening = f"<link{relation}{attributes((('href', translation.url), ('title', translation.headline)))}"
    if not translation.language:
        return f"{opening}/>\n"
    return f'{opening}><language tag="{escape_attribute(translation.language)}"/></link>\n'


# --- contentMeta -------------------------------------------------------------------------------------------------------


def add_terms(builder: MarkupBuilder, name: str, terms: Iterable[Category], mode: Mode) -> None:
    """Add each term as an element of this name."""
    for term in terms:
        builder.raw(term_element(name, term, mode))


def add_alt_ids(builder: MarkupBuilder, story: Story, mode: Mode) -> None:
    """Add the identifiers in other systems."""
    for alt_id in story.alt_ids:
        builder.text(f"<altId{role_attribute(mode, alt_id.role)}>", alt_id.value, "</altId>\n")


def add_alternative_headlines(builder: MarkupBuilder, headlines: tuple[AlternativeHeadline, ...], mode: Mode) -> None:
    """Add the headlines for other uses. Each has a role, to distinguish it from the headline."""
    for headline in headlines:
        role = role_attribute(mode, headline.role) or CONCEPT_ATTRIBUTES[mode].headline_role
        language = f' xml:lang="{headline.language}"' if headline.language else ""
        builder.text(f"<headline{language}{role}>", headline.text, "</headline>\n")


def content_properties(story: Story, mode: Mode) -> Iterator[str]:
    """Yield the fields that NewsML-G2 has no element for as extension properties."""
    fields = CONCEPT_ATTRIBUTES[mode].fields
    values = [("kind", story.kind), *(("speakable", part) for part in story.speakable)]
    if story.ai:
        values.append(("statement", story.ai.statement))
    if story.coverage_start:
        values.append(("coverage_start", rfc3339(story.coverage_start)))
    if story.coverage_end:
        values.append(("coverage_end", rfc3339(story.coverage_end)))
    for field, value in values:
        if value:
            yield f'<contentMetaExtProperty{fields[field]} value="{escape_attribute(value)}"/>\n'
    for crumb in story.section_path:
        page = f' uri="{escape_attribute(crumb.url)}"' if crumb.url else ""
        name = f"<name>{escape(crumb.name)}</name>"
        yield f"<contentMetaExtProperty{fields['section_path']}{page}>{name}</contentMetaExtProperty>\n"
    if story.access:
        yield from _access_properties(story.access.fee, story.access.css_selector, mode)


def _access_properties(fee: str, selector: str, mode: Mode) -> Iterator[str]:
    fields = CONCEPT_ATTRIBUTES[mode].fields
    yield f'<contentMetaExtProperty{fields["access"]} value="{fee}"/>\n'
    if selector:
        yield f'<contentMetaExtProperty{fields["css_selector"]} value="{escape_attribute(selector)}"/>\n'
