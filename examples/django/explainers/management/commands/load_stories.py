"""Load explainers from a folder of pages, JSON or any other format that newsfeed reads."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

import newsfeed
from explainers.models import PARTS, Explainer


class Command(BaseCommand):
    """The command `load_stories`."""

    help = "Load explainers from the files of a folder; those that are there already are replaced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *, folder: Path, **_options: object) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder: name one that has stories")
        for path in sorted(folder.iterdir()):
            story = newsfeed.load_story(path)
            plain = newsfeed.to_dict(story)
            row, _ = Explainer.objects.update_or_create(
                story_id=story.id,
                defaults={
                    "slug": path.name.split(".")[0],
                    "headline": story.headline,
                    "language": story.language or "",
                    "published": story.published,
                    "updated": story.updated,
                    "embargo": story.embargo,
                    "parts": {name: plain[name] for name in PARTS if name in plain},
                },
            )
            self._report_losses(path.name, story, row)
            self.stdout.write(f"{path.name}: {row.get_absolute_url()}")

    def _report_losses(self, name: str, story: newsfeed.Story, row: Explainer) -> None:
        """Name the fields of a story that the model has no place for."""
        kept = newsfeed.Feed(stories=[row.to_story()])
        for change in newsfeed.diff(newsfeed.Feed(stories=[story]), kept).changed:
            if lost := set(change.fields) - {"url", "publisher"}:
                self.stderr.write(f"{name}: lost {', '.join(sorted(lost))}")
