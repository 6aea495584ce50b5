"""Notes pasted as a web page, such as a wiki's export: the lines that a reader of the page sees."""

import html
import re
from dataclasses import dataclass, field

BLOCK = re.compile(r"<(?:p|li|h[1-6]|td|th|tr)\b[^<>]{0,400}>", re.IGNORECASE)
FEWEST_BLOCKS = 8  # fewer are a stray tag in Markdown
TAG = re.compile(
    r"(</?(?:p|div|br|h[1-6]|ul|ol|li|table|thead|tbody|tr|td|th|a|b|strong|i|em|u|s|span|code|colgroup|col|hr)"
    r"\b[^<>]{0,400}>)",
    re.IGNORECASE,
)
NAME = re.compile(r"(/?)(\w+)")
HREF = re.compile(r"""\shref\s?=\s?["']([^"'<>\s]{1,400})["']""", re.IGNORECASE)
SPACE = re.compile(r"\s+")
KEPT_ON_A_LINE = frozenset(("li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"))


def lines_of_page(text: str) -> str:
    """The text with the tags of a page turned into bullets, headings, rows and links; Markdown stays as it is."""
    if len(BLOCK.findall(text)) < FEWEST_BLOCKS:
        return text
    page = _Page()
    for number, piece in enumerate(TAG.split(text)):
        if number % 2:
            page.tag(piece)
        else:
            page.words(html.unescape(piece))
    return "".join(page.written)


@dataclass(slots=True)
class _Page:
    written: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    depth: int = 0
    link: str = ""

    def words(self, text: str) -> None:
        """Write what stands between two tags, in one line where the page shows it in one."""
        self.written.append(SPACE.sub(" ", text) if self.inside else text)

    def tag(self, tag: str) -> None:
        """Write what a tag stands for."""
        found = NAME.search(tag)
        closes, name = (bool(found[1]), found[2].lower()) if found else (False, "")
        if name in ("ul", "ol"):
            self.depth = max(0, self.depth + (-1 if closes else 1))
        elif name in ("p", "div", "br", "tr"):
            self._line(name, closes=closes)
        elif name == "a":
            self._link(tag, closes=closes)
        elif name in ("b", "strong"):
            self.written.append("**")
        elif name in KEPT_ON_A_LINE:
            self._block(name, closes=closes)

    def _line(self, name: str, *, closes: bool) -> None:
        if name == "p" and not any(block in KEPT_ON_A_LINE for block in self.inside):
            self.inside = [] if closes else ["p"]
        if name == "tr":
            self.written.append("" if closes else "\n|")
        else:
            self.written.append(" " if any(block in KEPT_ON_A_LINE for block in self.inside) else "\n")

    def _block(self, name: str, *, closes: bool) -> None:
        if closes:
            while name in self.inside:
                self.inside.pop()
            self.written.append(" |" if name in ("td", "th") else "\n")
            return
        self.inside.append(name)
        if name == "li":
            self.written.append(f"\n{'    ' * max(0, self.depth - 1)}- ")
        else:
            self.written.append(f"\n{'#' * int(name[1])} " if name[1].isdigit() else " ")

    def _link(self, tag: str, *, closes: bool) -> None:
        if not closes:
            found = HREF.search(tag)
            self.link = found[1] if found else ""
            self.written.append("[" if self.link else "")
        elif self.link:
            self.written.append(f"]({self.link})")
            self.link = ""
