"""People and organizations."""

import attrs

from newsfeed.model.fields import checked, iri_field, iris_field, line_field
from newsfeed.model.frozen import Referable, frozen
from newsfeed.values import emails

# --- who -------------------------------------------------------------------------------------------------------------------


@frozen(kw_only=True)
class Person(Referable):
    """A person: an author, a contributor, a holder of rights.

    name: rss author or dc:creator · atom author/name · jsonfeed authors/name · jsonld Person.name ·
        newsml creator/name · ninjs by
    email: rss author · atom author/email · jsonfeed _newsfeed · jsonld email
    url: atom author/uri · jsonfeed authors/url · jsonld url · newsml creator/@uri · rss loss
    avatar: jsonfeed authors/avatar · jsonld image · others loss
    same_as: jsonfeed _newsfeed · jsonld sameAs · newsml creator/sameAs · others loss
    """

    name: str = line_field(filled=True)
    email: str | None = attrs.field(default=None, validator=checked(emails.check_email))
    url: str | None = iri_field()
    avatar: str | None = iri_field()
    same_as: tuple[str, ...] = iris_field()


@frozen(kw_only=True)
class Organization(Referable):
    """An organization: an outlet that is quoted, a publisher, an author that is no person.

    name: as `Person.name`; for an outlet body cite · jsonld NewsMediaOrganization.name · newsml infoSource/name
    url: atom author/uri · jsonfeed authors/url · jsonld url · newsml infoSource/@uri
    email: as `Person.email`
    logo: jsonfeed authors/avatar · jsonld logo · others loss
    same_as: jsonfeed _newsfeed · jsonld sameAs · newsml infoSource/sameAs · others loss
    """

    name: str = line_field(filled=True)
    email: str | None = attrs.field(default=None, validator=checked(emails.check_email))
    url: str | None = iri_field()
    logo: str | None = iri_field()
    same_as: tuple[str, ...] = iris_field()


Agent = Person | Organization
