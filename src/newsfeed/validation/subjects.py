"""Subjects for the messages of value checks. The checks do not know the element, attribute or member of the value."""

from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from newsfeed.validation.faults import Fault
    from newsfeed.validation.nodes import Node

_REMEDY_STARTS: Final = ("begin ", "end ", "leave ", "write ")


def complete_message(message: str, subject: str) -> str:
    """Return a message that starts with a remedy after its subject: "<ttl> is not valid: write a number".

    Other messages name a subject of their own, and are returned unchanged.

    Args:
        message: the message.
        subject: the checked element, attribute or member.
    """
    return f"{subject} is not valid: {message}" if message.startswith(_REMEDY_STARTS) else message


def with_subject(node: "Node | None", fault: "Fault") -> "Fault":
    """Return a fault with a complete message.

    Args:
        node: the node that the fault is about; None for the document itself.
        fault: the fault; its message may be a remedy only.
    """
    if node is None or not fault.message.startswith(_REMEDY_STARTS):
        return fault
    element = fault.element if fault.element is not None else node.element
    subject = f"<{node.walk.qualified_name(str(element.tag))}>"
    if fault.attribute:
        subject = f"the attribute {node.walk.qualified_name(fault.attribute)} of {subject}"
    return attrs.evolve(fault, message=complete_message(fault.message, subject))
