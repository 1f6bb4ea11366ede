"""The program: the group of all commands, and the exit codes."""

from collections.abc import Sequence
from typing import Any, Final

import click

import newsfeed
from newsfeed.cli.build import build
from newsfeed.cli.bulk import bulk
from newsfeed.cli.convert import convert
from newsfeed.cli.diff import diff_command
from newsfeed.cli.examples import examples
from newsfeed.cli.explain import explain
from newsfeed.cli.profiles import profiles
from newsfeed.cli.publish import publish
from newsfeed.cli.queries import detect, formats, losses
from newsfeed.cli.rights import rights
from newsfeed.cli.serve import serve
from newsfeed.cli.signals import ended_by_signals
from newsfeed.cli.store import store
from newsfeed.cli.terminal import TROUBLE, Failure, flush_stdout, print_message, use_utf8
from newsfeed.cli.validate import validate
from newsfeed.errors import NewsfeedError

INTERRUPTED: Final = 130
PIPE_CLOSED: Final = 141


class Program(click.Group):
    """The group of all commands. Any error that a user can cause ends in one line on stderr and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run the command line; with `standalone_mode`, end the process, as click does."""
        if not standalone_mode:
            return super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        use_utf8()
        with ended_by_signals():
            code = self._exit_code(args, prog_name, complete_var, **extra)
            code = flush_stdout() or code
        raise SystemExit(code)

    def _exit_code(
        self, args: Sequence[str] | None, prog_name: str | None, complete_var: str | None, **extra: Any
    ) -> int:
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.UsageError as error:
            print_message(_usage_message(error))
            return error.exit_code
        except click.Abort:
            print_message("interrupted")
            return INTERRUPTED
        except (NewsfeedError, OSError) as error:
            Failure(error).show()
            return TROUBLE
        except click.ClickException as error:
            error.show()
            return error.exit_code
        return code if isinstance(code, int) else 0

    def invoke(self, ctx: click.Context) -> Any:
        """Run the chosen command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # click itself would exit with 1, as for a document with errors
            return PIPE_CLOSED


def _usage_message(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx else "newsfeed"
    command = path.partition(" ")[2]
    return f"{command + ': ' if command else ''}{error.format_message().rstrip('.')}; see {path} --help"


@click.group(
    "newsfeed",
    cls=Program,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog="\b\nExamples:\n  newsfeed build stories/ --feed feed.toml --output public/\n"
    "  newsfeed convert page.txt --to jsonld\n  newsfeed validate public/\n\n"
    "\b\nExit codes: 0 fine; 1 error findings, losses with --strict, or differences; 2 wrong usage, or a file\n"
    "that cannot be read or written; 130 interrupted, 143 ended by SIGTERM.\n\n"
    'Shell completion: eval "$(_NEWSFEED_COMPLETE=bash_source newsfeed)", or zsh_source, fish_source.\n\n'
    "newsfeed COMMAND --help explains each command.",
)
@click.version_option(newsfeed.__version__, prog_name="newsfeed", message="%(prog)s %(version)s")
@click.pass_context
def program(ctx: click.Context) -> None:
    """Turn explainer news stories into feeds and linked data, read them back, and validate them."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help(), err=True)
        ctx.exit(TROUBLE)


for _command in (
    build,
    publish,
    serve,
    store,
    bulk,
    convert,
    validate,
    explain,
    losses,
    diff_command,
    rights,
    detect,
    formats,
    profiles,
    examples,
):
    program.add_command(_command)
