"""Writing of people, organizations and media: each is described once in the graph of a story, and referred to elsewhere."""

from datetime import datetime
from itertools import pairwise
from typing import Final

import attrs

from newsfeed.formats.jsonld.extension_properties import add_properties
from newsfeed.formats.jsonld.graph_layout import MEDIA_PROPERTIES
from newsfeed.formats.jsonld.write_media import GraphNode, GraphValue, media_node, plain
from newsfeed.model import POLICY_NAMES, Agent, Media, Organization, Person
from newsfeed.values.dates import rfc3339

_OUTLET: Final = "NewsMediaOrganization"


class Entities:
    """The people, organizations and media of one story or feed that have been described, with their identifiers.

    Args:
        base: the beginning of the identifiers.
        publisher: the publisher, whose identifier does not depend on where it is described.
        headline: the name of a video that has none.
        published: the date of upload of a video that has none.
    """

    def __init__(
        self,
        base: str,
        publisher: Organization | None = None,
        headline: str = "",
        published: datetime | None = None,
    ) -> None:
        self.base = base
        self._headline = headline
        self._published = published
        self._publisher = attrs.evolve(publisher, role="") if publisher else None
        self._identifiers: dict[Agent | Media, str] = {}
        self._outlets = 0

    def agent(self, agent: Agent, property_name: str, name: str) -> GraphNode:
        """Return a person or organization as a value of a property: its node, or a reference to it, in a Role if it has one.

        Args:
            agent: the person or organization.
            property_name: the property, which the Role has as well.
            name: the end of the identifier, such as `author-1`.
        """
        if not agent.role:
            return self._described_agent(agent, name)
        node = self._described_agent(attrs.evolve(agent, role=""), name)
        return {"@type": "Role", "roleName": agent.role, property_name: node}

    def publisher(self, publisher: Organization, property_name: str = "publisher") -> GraphNode:
        """Return the publisher as a value of a property."""
        return self.agent(publisher, property_name, "publisher")

    def outlet(self, outlet: Organization, property_name: str) -> GraphNode:
        """Return an outlet that is quoted as a value of a property."""
        return self.agent(outlet, property_name, f"outlet-{self._outlets + 1}")

    def medium(self, medium: Media, name: str, position: int | None = None) -> GraphNode:
        """Return a picture, video, recording or document: its node, or a reference to it.

        Args:
            medium: the medium.
            name: the end of the identifier, such as `media-1`.
            position: the index of the medium, if the properties do not keep the order of the media.
        """
        # The node has no markup of the caption, so media that differ in it only have one node.
        key = medium if isinstance(medium.caption, str) else attrs.evolve(medium, caption=plain(medium.caption))
        if key in self._identifiers and position is None:
            return {"@id": self._identifiers[key]}
        identifier = self.base + name
        self._identifiers.setdefault(key, identifier)
        node = media_node(medium)
        node = {"@type": node.pop("@type"), "@id": identifier, **node}
        if medium.medium == "video":
            self._complete_video(node, medium)
        if position is not None:
            node["position"] = position
        return node

    def _complete_video(self, node: GraphNode, video: Media) -> None:
        """Add the values of a video that consumers require: a name, a thumbnail and a date of upload."""
        if self._headline:
            node.setdefault("name", self._headline)
        if video.poster and "thumbnailUrl" not in node:
            # A thumbnail that is the poster is read back as none, so both are written in the same order.
            properties = list(node.items())
            node.clear()
            for name, value in properties:
                if name == "image":
                    node["thumbnailUrl"] = video.poster
                node[name] = value
        if self._published:
            node.setdefault("uploadDate", rfc3339(self._published))

    def _described_agent(self, agent: Agent, name: str) -> GraphNode:
        if agent in self._identifiers:
            return {"@id": self._identifiers[agent]}
        is_publisher = agent == self._publisher
        if is_publisher:
            name = "publisher"
        elif name.startswith("outlet-"):
            self._outlets += 1
        self._identifiers[agent] = identifier = self.base + name
        is_outlet = is_publisher or name.startswith("outlet-")
        return agent_node(agent, identifier, is_outlet=is_outlet)


def add_media(node: GraphNode, media: tuple[Media, ...], prefix: str, entities: Entities) -> None:
    """Add media to the properties of their kinds; with a `position` if these properties do not keep their order."""
    in_order = len(media) == 1 or _keeps_order(media)
    nodes: dict[str, list[GraphNode]] = {}
    for index, medium in enumerate(media):
        medium_node = entities.medium(medium, f"{prefix}-{index + 1}", None if in_order else index)
        nodes.setdefault(MEDIA_PROPERTIES[medium.medium], []).append(medium_node)
    node.update(nodes)


def _keeps_order(media: tuple[Media, ...]) -> bool:
    """Return whether all media of one property follow each other, so that their order is that of properties and values."""
    names = [MEDIA_PROPERTIES[medium.medium] for medium in media]
    return len(set(names)) == 1 + sum(name != following for name, following in pairwise(names))


def agent_node(agent: Agent, identifier: str, *, is_outlet: bool = False) -> GraphNode:
    """Return a Person or an organization; one that publishes, is quoted or has policies is a NewsMediaOrganization."""
    if isinstance(agent, Person):
        return _person_node(agent, identifier)
    type_name = _OUTLET if is_outlet or agent.policies else "Organization"
    node: GraphNode = {"@type": type_name, "@id": identifier, "name": agent.name}
    _add_contact(node, agent)
    if agent.logo:
        node["logo"] = _logo(agent.logo, f"{identifier}-logo")
    if agent.policies:
        pages = {name: getattr(agent.policies, field) for field, name in POLICY_NAMES.items()}
        node.update({name: page for name, page in pages.items() if page})
    if agent.extensions:
        add_properties(node, agent.extensions)
    return node


def _person_node(person: Person, identifier: str) -> GraphNode:
    node: GraphNode = {"@type": "Person", "@id": identifier, "name": person.name}
    _add_contact(node, person)
    if person.avatar:
        node["image"] = person.avatar
    if person.job_title:
        node["jobTitle"] = person.job_title
    if person.extensions:
        add_properties(node, person.extensions)
    return node


def _add_contact(node: GraphNode, agent: Agent) -> None:
    if agent.url:
        node["url"] = agent.url
    if agent.email:
        node["email"] = agent.email
    if agent.same_as:
        node["sameAs"] = agent.same_as
    if agent.id:
        node["identifier"] = agent.id


def _logo(logo: Media, identifier: str) -> GraphValue:
    """Return a logo as its address, or as an ImageObject if more of it is known."""
    if logo == Media(url=logo.url, medium="image"):
        return logo.url
    node = media_node(logo)
    return {"@type": node.pop("@type"), "@id": identifier, **node}
