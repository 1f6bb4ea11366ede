"""Plain texts of JSON documents."""

from newsfeed.values.escaping import escape


def to_paragraphs(text: str) -> str:
    """Convert plain text to HTML: empty lines separate paragraphs, and other line ends become `<br/>`."""
    paragraphs = [part.strip() for part in text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")]
    return "".join(["<p>" + escape(paragraph).replace("\n", "<br/>") + "</p>" for paragraph in paragraphs if paragraph])
