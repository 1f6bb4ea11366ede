"""Writing of the pages of a story: the WebPage that it is on, the way there, and the FAQPage with its answers."""

from newsfeed.formats.jsonld.body_modes import Extent
from newsfeed.formats.jsonld.graph_layout import is_answered
from newsfeed.formats.jsonld.write_entities import question_node
from newsfeed.formats.jsonld.write_media import GraphNode
from newsfeed.formats.jsonld.write_newsroom import breadcrumb_node, carried_links, speakable_nodes
from newsfeed.model import Story


def page_nodes(story: Story, base: str, extent: Extent) -> list[GraphNode]:
    """Return the WebPage of a story, its BreadcrumbList and its FAQPage, those that have a content.

    Args:
        story: the story.
        base: the beginning of the identifiers of its nodes.
        extent: the parts of its text to write.
    """
    nodes: list[GraphNode] = []
    page = _page_node(story, base, extent)
    if page:
        nodes.append(page)
    if story.section_path:
        nodes.append(breadcrumb_node(story, base))
    if extent.answers and (faq_page := _faq_page_node(story, base)):
        if page:
            faq_page["isPartOf"] = {"@id": page["@id"]}
        nodes.append(faq_page)
    return nodes


def _page_node(story: Story, base: str, extent: Extent) -> GraphNode | None:
    """Return the WebPage with the article as its main entity; None if nothing else is known of it."""
    links = _related_links(story, extent) if story.links or story.prompts else []
    if not (story.url or links or story.section_path or story.speakable):
        return None
    page: GraphNode = {"@type": "WebPage", "@id": f"{base}webpage", "mainEntity": {"@id": f"{base}article"}}
    if story.url:
        page["url"] = story.url
    if story.language:
        page["inLanguage"] = story.language
    if links:
        page["relatedLink"] = links
    if story.section_path:
        page["breadcrumb"] = {"@id": f"{base}breadcrumb"}
    if story.speakable:
        page["speakable"] = speakable_nodes(story)
    return page


def _related_links(story: Story, extent: Extent) -> list[str]:
    """Return the addresses of related links, then those of prompts that are written, each only once."""
    related = [link.url for link in carried_links(story, has_prompts=extent.prompts) if link.rel == "related"]
    prompts = [prompt.url for prompt in story.prompts if prompt.url] if extent.prompts else []
    return list(dict.fromkeys([*related, *prompts]))


def _faq_page_node(story: Story, base: str) -> GraphNode | None:
    """Return the FAQPage with the answered questions; None if there are none."""
    questions = [
        question_node(question, f"{base}question-{number}")
        for number, question in enumerate(story.questions, 1)
        if is_answered(question)
    ]
    if not questions:
        return None
    page: GraphNode = {"@type": "FAQPage", "@id": f"{base}faq", "mainEntity": questions}
    if story.language:
        page["inLanguage"] = story.language
    return page
