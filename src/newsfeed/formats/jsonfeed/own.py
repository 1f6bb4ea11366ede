"""Former names of `newsfeed_extension`, for the writer until it is adapted."""

from newsfeed.formats.jsonfeed.newsfeed_extension import ABOUT, GUESSED
from newsfeed.formats.jsonfeed.newsfeed_extension import MEMBER as NAME
from newsfeed.formats.jsonfeed.newsfeed_extension import agent_extension as of_agent
from newsfeed.formats.jsonfeed.newsfeed_extension import category_label as label
from newsfeed.formats.jsonfeed.newsfeed_extension import feed_extension as of_feed
from newsfeed.formats.jsonfeed.newsfeed_extension import keywords_of_tags as keywords
from newsfeed.formats.jsonfeed.newsfeed_extension import media_extension as of_media
from newsfeed.formats.jsonfeed.newsfeed_extension import story_extension as of_story

__all__ = ["ABOUT", "GUESSED", "NAME", "keywords", "label", "of_agent", "of_feed", "of_media", "of_story"]
