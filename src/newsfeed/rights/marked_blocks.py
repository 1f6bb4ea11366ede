"""Text files that several programs write: newsfeed's lines stand between two comments, and everything else is kept."""

from typing import Final

BEGIN: Final = "# newsfeed rights: begin"
END: Final = "# newsfeed rights: end"


def marked(lines: list[str]) -> str:
    """Return lines between the comments."""
    return "".join(f"{line}\n" for line in (BEGIN, *lines, END))


def without_block(text: str) -> tuple[str, str]:
    """Return the text before newsfeed's block and the text after it; without a block, all of it is before.

    Raises:
        ValueError: a comment is missing, or there are several blocks.
    """
    lines = text.splitlines(keepends=True)
    begins = [index for index, line in enumerate(lines) if line.strip() == BEGIN]
    ends = [index for index, line in enumerate(lines) if line.strip() == END]
    if not begins and not ends:
        return text, ""
    if len(begins) != 1 or len(ends) != 1 or begins[0] > ends[0]:
        raise ValueError(f"the lines {BEGIN!r} and {END!r} must be there once, in this order: mend or remove them")
    return "".join(lines[: begins[0]]), "".join(lines[ends[0] + 1 :])
