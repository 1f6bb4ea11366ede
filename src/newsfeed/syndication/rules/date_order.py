"""Rule of items and entries: the last change is not before the publication."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from newsfeed.findings import Severity
from newsfeed.validation.element_schemas import Rule
from newsfeed.validation.faults import Fault, quote
from newsfeed.validation.nodes import Node
from newsfeed.values import dates
from newsfeed.values.namespaces import ATOM

_UPDATED: Final = f"{{{ATOM}}}updated"
_REFERENCE: Final = "https://www.rfc-editor.org/rfc/rfc4287#section-4.2.15"


def date_order(published: str, parse: Callable[[str], datetime], child: str) -> Rule:
    """Return the rule that `<atom:updated>` is not before the date of publication.

    Args:
        published: the name of the element with that date, in Clark notation.
        parse: parses that date; raises ValueError if it is invalid (another rule reports that).
        child: `<atom:updated>` as part of the finding's code.
    """

    def check(node: Node) -> Iterator[Fault]:
        if not (node.has(published) and node.has(_UPDATED)):
            return
        publication, last_change = (node.element.findtext(name, "").strip() for name in (published, _UPDATED))
        try:
            is_early = dates.parse_rfc3339(last_change) < parse(publication)
        except ValueError:
            return
        if is_early:
            message = (
                f"the last change, {quote(last_change)}, is before the publication, {quote(publication)}: "
                "swap or correct them"
            )
            element = node.element.find(_UPDATED)
            yield Fault("early", "", message, of=child, element=element, severity=Severity.INFO, reference=_REFERENCE)

    return check
