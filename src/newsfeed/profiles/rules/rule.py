"""Type of the rules of profiles: a function over the model or a document, and the parameters that it takes."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Literal, NamedTuple, cast

from newsfeed.classes.frozen import frozen
from newsfeed.model import Feed, Story
from newsfeed.profiles.profile import Value


class Fault(NamedTuple):
    """A fault that a rule reports.

    Attributes:
        field: the field of the story or feed, such as `media[0].width`; "" is the whole.
        message: what is wrong and what to change, one line.
    """

    field: str
    message: str


@frozen(kw_only=True)
class Settings:
    """Everything that a rule needs besides the story or feed.

    Attributes:
        consumer: the name of the consumer, for messages.
        parameters: the values in the profile, by name.
        as_of: the present, or None.
        feed: the feed, whose values apply to stories without their own.
        format_name: the name of the format that it is or will be written in.
    """

    consumer: str
    parameters: Mapping[str, Value]
    as_of: datetime | None
    feed: Feed
    format_name: str

    def number(self, name: str, default: int = 0) -> int:
        """Return the value of a parameter that is a whole number."""
        return cast("int", self.parameters.get(name, default))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the value of a parameter that is a list of strings."""
        return cast("tuple[str, ...]", self.parameters.get(name, ()))


class Body(NamedTuple):
    """The body of an item as a document has it.

    Attributes:
        position: the position of the item among the items, from 0.
        html: its HTML.
    """

    position: int
    html: str


@frozen(kw_only=True)
class WrittenDocument:
    """A document as the rules about documents see it.

    Attributes:
        size: the number of its bytes.
        encoding: the encoding that it declares, in lower case; "" if it declares none.
        declarations: the namespaces that its root element declares, as pairs of prefix and namespace.
        bodies: returns the bodies of its items.
        items_without_id: returns the positions of the items without an id.
        dates_without_zone: the paths of dates without a zone, as its reader reports them.
        tags: the elements that a body can have, or None.
        namespaces: the consumer's own vocabularies, by prefix.
    """

    size: int
    encoding: str
    declarations: tuple[tuple[str, str], ...]
    bodies: Callable[[], Iterator[Body]]
    items_without_id: Callable[[], Iterator[int]]
    dates_without_zone: tuple[str, ...]
    tags: frozenset[str] | None
    namespaces: Mapping[str, str]


StoryCheck = Callable[[Story, Settings], Iterator[Fault]]
FeedCheck = Callable[[Feed, Settings], Iterator[Fault]]
DocumentCheck = Callable[[WrittenDocument, Settings], Iterator[Fault]]

Parameter = Literal["number", "texts"]


class Rule(NamedTuple):
    """A rule that profiles can name.

    Attributes:
        summary: what the rule requires, in one sentence; `newsfeed.profiles.rules.meaning` puts the parameters in it.
        parameters: the types of its parameters, by name.
        story, feed, document: the function; one of them is not None.
        dated: True if the rule needs to know the present, and is skipped without it.
    """

    summary: str
    parameters: Mapping[str, Parameter] = {}
    story: StoryCheck | None = None
    feed: FeedCheck | None = None
    document: DocumentCheck | None = None
    dated: bool = False
