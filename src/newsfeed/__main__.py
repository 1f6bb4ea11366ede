"""Entry point of the command line: `newsfeed`, or `python -m newsfeed`."""

import sys
from importlib.util import find_spec
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    if not (find_spec("click") and find_spec("rich")):
        sys.stderr.write("newsfeed: the command line needs click and rich: install newsfeed-kit[cli]\n")
        sys.exit(2)
    try:
        from newsfeed.cli import program  # click is an extra

        program(prog_name="newsfeed")
    except KeyboardInterrupt:  # before the program could handle it
        sys.exit(130)
    sys.exit(0)


if __name__ == "__main__":
    main()
