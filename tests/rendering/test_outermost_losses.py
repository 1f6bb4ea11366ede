"""A loss within a lost value is not named again."""

from newsfeed import Extension, Link, Loss, Organization, Story, losses
from newsfeed.rendering.lost_fields import outermost_losses


def test_losses_within_lost_values_are_left_out() -> None:
    paths = ["story.links[0]", "story.links[0].extensions[0]", "story.links[01]", "story.rights.year", "story.rights"]
    kept = outermost_losses(Loss(path, "no place") for path in paths)
    assert [loss.path for loss in kept] == ["story.links[0]", "story.links[01]", "story.rights"]


def test_a_link_to_the_license_is_one_loss_of_atom() -> None:
    extension = Extension(name="{https://schema.org/}award", content=('"A"',))
    link = Link(url="https://news.example.com/license", rel="license", extensions=(extension,))
    story = Story(
        id="tag:news.example.com,2026:1", headline="Gates", publisher=Organization(name="The Desk"), links=(link,)
    )
    assert [loss.path for loss in losses(story, "atom") if "links" in loss.path] == ["story.links[0]"]
