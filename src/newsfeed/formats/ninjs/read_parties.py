"""Reading of people and organizations: authors, contributors, the publisher and the holder of rights."""

from collections.abc import Mapping
from typing import Final, NamedTuple

import attrs

from newsfeed.errors import ModelError
from newsfeed.formats.ninjs.member_reader import MemberReader
from newsfeed.formats.ninjs.vocabulary import (
    AUTHOR,
    CONTRIBUTOR,
    EMAIL,
    HOLDER,
    IMAGE,
    JOB_TITLE,
    POLICIES,
    PUBLISHER,
    ROLE,
    SAME_AS,
    TRUST_INDICATORS,
    URL,
)
from newsfeed.model import Agent, Organization, Person, Policies, Rights, Usage
from newsfeed.reading.json.json_types import ModelFields
from newsfeed.rights.rsl import STANDARD
from newsfeed.syndication.usage import decoded

_PERSON_FIELDS: Final[Mapping[str, str]] = {
    EMAIL: "email",
    URL: "url",
    IMAGE: "avatar",
    JOB_TITLE: "job_title",
    ROLE: "role",
}
_ORGANIZATION_FIELDS: Final[Mapping[str, str]] = {EMAIL: "email", URL: "url", IMAGE: "logo", ROLE: "role"}
_RELATIONS: Final = frozenset((AUTHOR, CONTRIBUTOR, HOLDER))
_POLICY_OF_ROLE: Final = {TRUST_INDICATORS + code: name for name, code in POLICIES.items()}


class Parties(NamedTuple):
    """The people and organizations of an item, by their part in it."""

    authors: tuple[Agent, ...]
    contributors: tuple[Agent, ...]
    holders: tuple[Agent, ...]


def read_parties(item: MemberReader) -> Parties:
    """Take the authors, contributors and holders of rights from the people and organizations of an item."""
    holders = [name] if isinstance(name := item.members.get("copyrightHolder"), str) else []
    agents = item.objects("people", lambda entity: _related(entity, Person, holders))
    agents += item.objects("organisations", lambda entity: _related(entity, Organization, holders))
    by_relation = {relation: tuple(agent for name, agent in agents if name == relation) for relation in _RELATIONS}
    return Parties(by_relation[AUTHOR], by_relation[CONTRIBUTOR], by_relation[HOLDER])


def _related(entity: MemberReader, cls: type[Agent], holders: list[str]) -> tuple[str, Agent] | None:
    """Read someone with a part in the item; `holders` has the name of the holder of rights, until it is found."""
    relation, name = entity.members.get("rel"), entity.members.get("name")
    if not isinstance(relation, str) or relation not in _RELATIONS or not name:
        return None
    if relation == HOLDER:
        if name not in holders:
            return None
        holders.clear()
    del entity.members["rel"]
    agent = _agent(entity, cls)
    return None if agent is None else (relation, agent)


def _agent(entity: MemberReader, cls: type[Agent]) -> Agent | None:
    """Read a person or organization; None if it has no name."""
    if not isinstance(entity.members.get("name"), str):
        return None
    table = _PERSON_FIELDS if cls is Person else _ORGANIZATION_FIELDS
    fields: ModelFields = {"name": entity.line("name")}
    pages = [uri] if (uri := entity.identifier("uri")) else []
    fields["id"] = entity.text("literal") or None
    for field, value in entity.objects("contactInfo", lambda contact: _contact(contact, table, fields)):
        if field == SAME_AS:
            pages.append(value)
    return entity.build(cls, {**fields, "same_as": tuple(pages), "extensions": entity.extensions()})


def _contact(contact: MemberReader, table: Mapping[str, str], fields: ModelFields) -> tuple[str, str] | None:
    """Read a contact into the fields; None if there is no field for it, or it has more than a type and a value."""
    kind, value = contact.members.get("type"), contact.members.get("value")
    if len(contact.members) != 2 or not isinstance(kind, str) or not isinstance(value, str):
        return None
    if kind == SAME_AS:
        page = contact.identifier("value")
        return (SAME_AS, page) if page else None
    field = table.get(kind)
    if field is None or field in fields or not _is_valid(field, value):
        return None
    fields[field] = value
    return field, value


def _is_valid(field: str, value: str) -> bool:
    """Return whether the model takes a value; one that it refuses stays as it is."""
    values: ModelFields = {"name": "-", field: value}
    try:
        return bool(getattr(Organization(**values) if field == "logo" else Person(**values), field))
    except ModelError:
        return False


# --- the publisher and the source ---


def read_sources(item: MemberReader) -> tuple[Organization | None, str]:
    """Take the publisher and the name of the agency from the sources of an item."""
    publishers: list[Organization] = []
    names: list[str] = []

    def read(source: MemberReader) -> object | None:
        if source.members.get("role") == PUBLISHER and not publishers:
            del source.members["role"]
            agent = _agent(source, Organization)
            publishers.extend([agent] if isinstance(agent, Organization) else [])
            return agent
        if source.members.keys() == {"name"} and not names and (name := source.line("name")):
            names.append(name)
            return name
        return None

    item.objects("infoSources", read)
    publisher = publishers[0] if publishers else None
    if publisher is not None and (policies := _policies(item)) is not None:
        publisher = attrs.evolve(publisher, policies=policies)
    return publisher, names[0] if names else ""


def _policies(item: MemberReader) -> Policies | None:
    pages: dict[str, str] = {}

    def read(indicator: MemberReader) -> str | None:
        name = _POLICY_OF_ROLE.get(str(indicator.members.get("role")))
        if name is None or name in pages or indicator.members.keys() != {"role", "href"}:
            return None
        if page := indicator.identifier("href"):
            pages[name] = page
        return page

    item.objects("trustIndicators", read)
    return Policies(**pages) if pages else None


# --- rights ---


def read_usage(item: MemberReader) -> Usage | None:
    """Take the usage in an expression of rights in RSL; any other expression is left to the rights."""
    info = item.members.get("rightsInfo")
    if not isinstance(info, dict) or info.keys() != {"langId", "encodedRights"} or info["langId"] != STANDARD:
        return None
    text = info["encodedRights"]
    usage = decoded(text, "", item.lenient.reading.limits) if isinstance(text, str) else None
    if usage is not None:
        del item.members["rightsInfo"]
    return usage


def read_rights(item: MemberReader, holders: tuple[Agent, ...]) -> Rights | None:
    """Take the copyright and the conditions of use."""
    holder: Agent | None = None
    if name := item.line("copyrightHolder"):
        holder = next((agent for agent in holders if agent.name == name), Organization(name=name))
    fields: ModelFields = {
        "notice": item.line("copyrightNotice"),
        "holder": holder,
        "usage_terms": item.text("usageTerms"),
    }
    if isinstance(info := item.members.get("rightsInfo"), dict):
        expression = item.nested(info, "rightsInfo")
        fields["license"] = expression.identifier("linkedRights")
        fields["extensions"] = expression.extensions()
        del item.members["rightsInfo"]
    return item.build(Rights, fields, {"notice": "copyrightNotice"}) if any(fields.values()) else None
