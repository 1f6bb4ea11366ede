"""The command line, computed from the registry of formats: build, convert, validate, explain, losses, diff,
detect, formats.

Exit codes: 0 fine; 1 error findings, or something that cannot be read or written; 2 wrong usage; 130 interrupted;
141 the reader of our output went away (as of SIGPIPE).
"""

from collections.abc import Sequence
from typing import Any

import click

import newsfeed
from newsfeed.cli.build import build
from newsfeed.cli.check import validate
from newsfeed.cli.compare import diff_command
from newsfeed.cli.convert import convert
from newsfeed.cli.explain import explain
from newsfeed.cli.lines import Failure, finish, say, use_utf8
from newsfeed.cli.show import detect, formats, losses
from newsfeed.errors import NewsfeedError

INTERRUPTED = 130
PIPE_CLOSED = 141


class Program(click.Group):
    """The group of all commands: whatever a user can cause ends in one line on stderr and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line; `standalone_mode` ends the process, as in click."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        use_utf8()
        code = self._code(args, prog_name, complete_var, **extra)
        raise SystemExit(finish() or code)

    def _code(self, args: Sequence[str] | None, prog_name: str | None, complete_var: str | None, **extra: Any) -> int:
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.UsageError as error:
            say(_usage(error))
            return error.exit_code
        except click.Abort:
            say("interrupted")
            return INTERRUPTED
        except (NewsfeedError, OSError) as error:
            failure = Failure(error)
            failure.show()
            return failure.exit_code
        except click.ClickException as error:
            error.show()
            return error.exit_code
        return code if isinstance(code, int) else 0

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click itself would end with 1, as for a document with errors
            return PIPE_CLOSED


def _usage(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "newsfeed"
    command = path.partition(" ")[2]
    return f"{command + ': ' if command else ''}{error.format_message().rstrip('.')}; see {path} --help"


@click.group(
    "newsfeed",
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="\b\nExamples:\n  newsfeed build stories/ --feed feed.toml --output public/\n"
    "  newsfeed convert page.txt --to jsonld\n  newsfeed validate public/*\n\n"
    "newsfeed COMMAND --help says more about each.",
)
@click.version_option(newsfeed.__version__, prog_name="newsfeed", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Turn explainer news stories into feeds and linked data, read them back, and validate them."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(2)


for _command in (build, convert, validate, explain, losses, diff_command, detect, formats):
    program.add_command(_command)

__all__ = ["program"]
