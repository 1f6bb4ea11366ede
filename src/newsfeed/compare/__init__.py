"""Comparison of feeds: the stories that several feeds share, the changes from one feed to another, and merging.

A module belongs here if it compares whole stories or feeds; the rule for what makes two stories the same is in `identity`.
"""

from newsfeed.compare.addresses import TRACKING_PARAMETERS, AddressRules
from newsfeed.compare.checking import check_changes
from newsfeed.compare.differences import Change, Difference, diff
from newsfeed.compare.indexnow import IndexNowPayload, index_now
from newsfeed.compare.merging import merge

__all__ = [
    "TRACKING_PARAMETERS",
    "AddressRules",
    "Change",
    "Difference",
    "IndexNowPayload",
    "check_changes",
    "diff",
    "index_now",
    "merge",
]
