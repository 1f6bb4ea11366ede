"""TDM Reservation Protocol (TDMRep, final report of 2024-05-10): reservation of the right of text and data mining.

Text and data mining includes the training of models (EU directive 2019/790, article 4), and not the answers of models to
questions. So the reservation says what `Usage.ai_train` says: rights are reserved if training is forbidden or has a price.
"""

from collections.abc import Mapping
from typing import Any, Final

from newsfeed.model import Usage
from newsfeed.rights.uses import build, is_address, is_paid

RESERVATION: Final = "tdm-reservation"
POLICY: Final = "tdm-policy"
EVERYTHING: Final = "/"
"""The location of a whole site."""


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


def rule(usage: Usage, location: str = EVERYTHING) -> dict[str, Any] | None:
    """Return the rule of a tdmrep.json file; None without a reservation.

    Args:
        usage: what machines may do.
        location: a path with the wildcards of RFC 9309.
    """
    said = properties(usage)
    if not said:
        return None
    policy = {POLICY: said[POLICY]} if POLICY in said else {}
    return {"location": location, RESERVATION: int(said[RESERVATION]), **policy}


def read_properties(values: Mapping[str, Any]) -> tuple[Usage, list[str]]:
    """Return the usage in headers, meta elements or a rule of a file, and the names of the values that are not understood.

    A reservation forbids training, but for what its policy permits; the policy is read as the conditions.
    """
    reservation, policy = values.get(RESERVATION), values.get(POLICY)
    unknown = [POLICY] if policy is not None and not (isinstance(policy, str) and is_address(policy)) else []
    said = {"1": False, "0": True}.get(str(reservation).strip()) if not isinstance(reservation, bool) else None
    if reservation is not None and said is None:
        unknown.append(RESERVATION)
    usage: dict[str, Any] = {} if said is None else {"ai_train": said}
    if policy is not None and not unknown:
        usage["policy_url"] = policy
    return build(usage, lambda name, _reason: unknown.append(name)), unknown
