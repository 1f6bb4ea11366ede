"""Permissions of machines: search, answers of models, training; and the price of a use."""

from typing import Any, Final, Literal, cast, get_args

import attrs

from newsfeed.classes.frozen import ModelObject, frozen
from newsfeed.model.extension import Extension
from newsfeed.model.fields import (
    TupleOf,
    check_email,
    check_iri,
    check_line,
    instance_of,
    none_if_empty,
    one_of,
    optional_object,
    refusal,
    to_line,
    tuple_of,
)
from newsfeed.values.escaping import shown
from newsfeed.values.patterns import pattern

PaymentKind = Literal["attribution", "contribution", "crawl", "free", "purchase", "subscription", "training", "use"]
"""The kinds of payment of RSL 1.0."""

_AMOUNT: Final = pattern(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")
_CURRENCY: Final = pattern(r"[A-Z]{3,5}")


def _check_pattern(expression: Any, expected: str) -> Any:
    def validate(instance: object, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        """Refuse any other string; an empty one is valid."""
        check_line(instance, attribute, value)
        if value and not expression.fullmatch(value):
            raise refusal(instance, attribute, f"is {shown(value)}, must be {expected}")

    return validate


@frozen(kw_only=True)
class Payment(ModelObject):
    """The payment for a use.

    Attributes:
        kind: What is paid for, or with. One of `PaymentKind`, such as "free", "attribution" or "subscription".
        url: The page with the terms, or the service that sells the license. IRI, or None.
        amount: The price. Decimal number as a string, such as "0.002"; may be empty.
        currency: The currency of the price. ISO 4217 code such as EUR; may be empty.
    """

    kind: PaymentKind = attrs.field(validator=one_of(PaymentKind))
    url: str | None = attrs.field(default=None, validator=check_iri)
    amount: str = attrs.field(
        default="", converter=to_line, validator=_check_pattern(_AMOUNT, 'a decimal number such as "0.002"')
    )
    currency: str = attrs.field(
        default="", converter=to_line, validator=_check_pattern(_CURRENCY, 'a code of ISO 4217 such as "EUR"')
    )


def to_payment(value: Payment | str | None) -> Payment | None:
    """Convert the kind of a payment; any other value is returned as it is."""
    if isinstance(value, str) and value in get_args(PaymentKind):
        return Payment(kind=cast("PaymentKind", value))
    return cast("Payment | None", value)


@frozen(kw_only=True)
class Usage(ModelObject):
    """Permissions of machines to use stories. None for a use means that nothing is said about it.

    Attributes:
        search: Whether search engines may index the stories and show links and short excerpts. True, False or None.
        ai_input: Whether models may be given the stories to answer a question from. True, False or None.
        ai_train: Whether models may be trained on the stories. True, False or None.
        payment: What is owed for the permitted uses. Payment, its kind, or None.
        license_url: The machine-readable license, an RSL document. IRI, or None.
        policy_url: The conditions in words. IRI, or None.
        contact_url: The page where a license can be asked for. IRI, or None.
        contact_email: The address to which questions about licenses go. E-mail address (RFC 5322), or None.
        extensions: Terms that have no field here. Tuple of Extension.
    """

    search: bool | None = attrs.field(default=None, validator=instance_of(bool))
    ai_input: bool | None = attrs.field(default=None, validator=instance_of(bool))
    ai_train: bool | None = attrs.field(default=None, validator=instance_of(bool))
    payment: Payment | None = attrs.field(default=None, converter=to_payment, validator=optional_object(Payment))
    license_url: str | None = attrs.field(default=None, validator=check_iri)
    policy_url: str | None = attrs.field(default=None, validator=check_iri)
    contact_url: str | None = attrs.field(default=None, validator=check_iri)
    contact_email: str | None = attrs.field(default=None, validator=check_email)
    extensions: tuple[Extension, ...] = attrs.field(
        default=(), converter=TupleOf[Extension], validator=tuple_of(Extension)
    )


def to_usage(value: Usage | None) -> Usage | None:
    """Replace a usage without any value by None."""
    return none_if_empty(value, Usage)


check_usage: Final = optional_object(Usage)
"""Checks the usage of a story or feed; None is valid."""
