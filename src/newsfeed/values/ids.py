"""Former location of `newsfeed.values.urns.id_to_iri` and `iri_to_id`."""

from newsfeed.values.urns import id_to_iri as iri_of
from newsfeed.values.urns import iri_to_id as id_of

__all__ = ["id_of", "iri_of"]
