"""TDM Reservation Protocol (TDMRep, final report of 2024-05-10): reservation of the right of text and data mining.

Text and data mining includes the training of models (EU directive 2019/790, article 4), and not the answers of models to
questions. So the reservation says what `Usage.ai_train` says: rights are reserved if training is forbidden or has a price.
"""

from collections.abc import Mapping
from typing import Final, NotRequired, TypedDict

from newsfeed.model import Usage
from newsfeed.rights.uses import build, is_address, is_paid

RESERVATION: Final = "tdm-reservation"
POLICY: Final = "tdm-policy"
EVERYTHING: Final = "/"
"""The location of a whole site."""

Rule = TypedDict("Rule", {"location": str, "tdm-reservation": int, "tdm-policy": NotRequired[str]})
"""A rule of a tdmrep.json file."""


def properties(usage: Usage) -> dict[str, str]:
    """Return the reservation and the policy, as headers and meta elements have them; {} if nothing is said of training.

    The policy is the machine-readable license, or else the conditions in words. Without a reservation there is none.
    """
    if usage.ai_train is None:
        return {}
    is_reserved = not usage.ai_train or is_paid(usage)
    policy = usage.license_url or usage.policy_url
    properties = {RESERVATION: "1" if is_reserved else "0"}
    return {**properties, POLICY: policy} if is_reserved and policy else properties


def rule(usage: Usage, location: str = EVERYTHING) -> Rule | None:
    """Return the rule of a tdmrep.json file; None without a reservation.

    Args:
        usage: what machines may do.
        location: a path with the wildcards of RFC 9309.
    """
    values = properties(usage)
    if not values:
        return None
    rule: Rule = {"location": location, RESERVATION: int(values[RESERVATION])}
    if POLICY in values:
        rule[POLICY] = values[POLICY]
    return rule


def read_properties(values: Mapping[str, object]) -> tuple[Usage, list[str]]:
    """Return the usage in headers, meta elements or a rule of a file, and the names of the values that are not understood.

    A reservation forbids training, but for what its policy permits; the policy is read as the conditions.
    """
    reservation, policy = values.get(RESERVATION), values.get(POLICY)
    unknown: list[str] = []
    fields: dict[str, bool | str] = {}
    if isinstance(policy, str) and is_address(policy):
        fields["policy_url"] = policy
    elif policy is not None:
        unknown.append(POLICY)
    permitted = None if isinstance(reservation, bool) else {"1": False, "0": True}.get(str(reservation).strip())
    if permitted is not None:
        fields["ai_train"] = permitted
    elif reservation is not None:
        unknown.append(RESERVATION)
        # Beside a wrong reservation, a policy says nothing of training.
        fields.pop("policy_url", None)
    return build(fields, lambda name, _reason: unknown.append(name)), unknown
