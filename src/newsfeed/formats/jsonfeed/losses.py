"""Values that the format cannot carry."""

from newsfeed.formats.jsonfeed.write import feed_losses, losses

__all__ = ["feed_losses", "losses"]
