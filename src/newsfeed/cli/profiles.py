"""`newsfeed profiles`: the consumers with known rules, and the rules of one."""

import click

from newsfeed.cli import tables
from newsfeed.cli.options import quiet_option, report_option
from newsfeed.cli.terminal import print_json, print_text
from newsfeed.errors import ArgumentError
from newsfeed.io.files import readable
from newsfeed.profiles import Profile
from newsfeed.profiles.loading import built_in, find_profile
from newsfeed.reports.printing import printable


@click.command(
    epilog="\b\nExamples:\n  newsfeed profiles\n  newsfeed profiles msn\n  newsfeed validate feed.rss --profile msn"
)
@click.argument("name", metavar="[NAME]", required=False)
@report_option(["text", "json"])
@quiet_option
def profiles(name: str | None, report: str) -> None:
    """List the consumers with a profile and the date of its rules, or the rules of one consumer.

    NAME is the name of a profile, or the path of one of your own, which ends in .toml.
    """
    if name is None:
        _show_all(built_in(), report)
        return
    try:
        profile = find_profile("profiles", readable(name))
    except ArgumentError as error:
        raise click.UsageError(str(error).removeprefix("profiles(): ")) from None
    if report == "json":
        print_json(_description(profile))
    else:
        _show(profile)


def _show_all(listed: tuple[Profile, ...], report: str) -> None:
    if report == "json":
        print_json([_description(profile) for profile in listed])
        return
    rows = [
        (profile.name, profile.consumer, profile.as_of.isoformat(), " ".join(profile.formats), profile.source)
        for profile in listed
    ]
    tables.show(("Name", "Consumer", "As of", "Formats", "Source"), rows)


def _show(profile: Profile) -> None:
    print_text(printable(f"{profile.consumer}, as of {profile.as_of}, for {', '.join(profile.formats)}") + "\n")
    print_text(printable(profile.source) + "\n")
    if profile.statement:
        print_text(printable(profile.statement) + "\n")
    if profile.tags is not None:
        print_text(f"HTML elements: {' '.join(sorted(profile.tags))}\n")
    for prefix, namespace in profile.namespaces.items():
        print_text(f"Namespace: {prefix} = {namespace}\n")
    print_text("\n")
    from newsfeed.profiles.rules import meaning, parameters_text  # imports the body of stories

    rows = [(rule.name, rule.severity, parameters_text(rule), meaning(rule)) for rule in profile.rules]
    tables.show(("Rule", "Severity", "Parameters", "Meaning"), rows)


def _description(profile: Profile) -> dict[str, object]:
    return {
        "name": profile.name,
        "consumer": profile.consumer,
        "source": profile.source,
        "as_of": profile.as_of.isoformat(),
        "formats": list(profile.formats),
        "statement": profile.statement,
        "tags": None if profile.tags is None else sorted(profile.tags),
        "namespaces": dict(profile.namespaces),
        "rules": [
            {
                "name": rule.name,
                "severity": rule.severity,
                "leave_out": rule.leave_out,
                "parameters": dict(rule.parameters),
            }
            for rule in profile.rules
        ],
    }
