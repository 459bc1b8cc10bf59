"""The elements of a captured page: a tree with the texts a reader sees and the boxes they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from inspector_gui.domain.geometry import Box

#: Elements whose text is never shown to a reader.
_SILENT = frozenset({"script", "style", "noscript", "template", "head", "title"})
_BLOCKS = frozenset(
    {
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    }
)


class Element:
    """One element of a page.

    `box` is its place in CSS pixels of the page (None: not rendered; what a frame has scrolled out of its window is
    placed at the frame); `own_text` the text directly inside it that a reader sees; `styles` the computed styles of
    `COMPUTED_STYLES` (empty when not rendered); `base_url` resolves its addresses.
    """

    __slots__ = ("_pieces", "attributes", "base_url", "box", "children", "index", "parent", "styles", "tag")

    def __init__(
        self, *, index: int, tag: str, attributes: dict[str, str], parent: Element | None, base_url: str
    ) -> None:
        self.index = index
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element] = []
        self.box: Box | None = None
        self.styles: dict[str, str] = {}
        self.base_url = base_url
        self._pieces: list[Element | str] = []

    def __repr__(self) -> str:
        name = self.attributes.get("id") or self.attributes.get("class") or ""
        return f"<{self.tag} {name} {self.box}>"

    def append(self, child: Element) -> None:
        """Add a child behind what is there already (while the tree is built)."""
        self.children.append(child)
        self._pieces.append(child)

    def append_text(self, text: str) -> None:
        """Add rendered text behind what is there already (while the tree is built)."""
        self._pieces.append(text)

    @property
    def own_text(self) -> str:
        if not self._shows_text:
            return ""
        return " ".join("".join(piece for piece in self._pieces if isinstance(piece, str)).split())

    @property
    def _shows_text(self) -> bool:
        return self.tag not in _SILENT and self.styles.get("visibility", "visible") == "visible"

    @property
    def _is_block(self) -> bool:
        """Whether a reader sees a gap before and after it: by computed style, by tag where it has no box of its own."""
        display = self.styles.get("display")
        if display is None or self.tag in ("br", "iframe"):
            return self.tag in _BLOCKS
        return not display.startswith("inline")

    @property
    def text(self) -> str:
        """The text a reader sees in this element and below, white space folded, blocks separated by one space."""
        parts: list[str] = []
        self._collect(parts)
        return " ".join("".join(parts).split())

    def _collect(self, parts: list[str]) -> None:
        # An explicit stack: hostile pages nest deeper than the interpreter's recursion limit.
        stack: list[Element | str] = [self]
        while stack:
            piece = stack.pop()
            if isinstance(piece, str):
                parts.append(piece)
            elif piece.tag not in _SILENT:
                if piece._is_block:
                    parts.append(" ")
                    stack.append(" ")
                stack.extend(p for p in reversed(piece._pieces) if isinstance(p, Element) or piece._shows_text)

    @property
    def is_visible(self) -> bool:
        """Rendered with an area, and not hidden by style."""
        return self.box is not None and self.box.area > 0 and self.styles.get("visibility", "visible") == "visible"

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.children))

    def ancestors(self) -> Iterator[Element]:
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def closest(self, *tags: str) -> Element | None:
        """The nearest ancestor (or itself) with one of these tags."""
        if self.tag in tags:
            return self
        return next((e for e in self.ancestors() if e.tag in tags), None)

    def find_all(self, *tags: str) -> Iterator[Element]:
        """Elements below (not itself) with one of these tags, in document order."""
        return (e for e in self.walk() if e is not self and e.tag in tags)

    def get(self, name: str) -> str:
        """An attribute's value, or an empty string."""
        return self.attributes.get(name, "")

    def address(self, name: str) -> str:
        """An attribute read as an address and made absolute; empty when there is none or it cannot be read."""
        value = self.get(name).strip()
        if not value:
            return ""
        try:
            return urljoin(self.base_url, value)
        except ValueError:
            return ""


class Layout:
    """A whole page: `root` is the ``html`` element of the main document; sizes are CSS pixels.

    `comments` are the comments of the source, of all frames: no reader sees them, but markup that was commented out
    explains why something is missing.
    """

    def __init__(
        self,
        *,
        root: Element,
        url: str,
        title: str,
        width: float,
        height: float,
        encoding: str,
        comments: tuple[str, ...] = (),
    ) -> None:
        self.root = root
        self.url = url
        self.title = title
        self.width = width
        self.height = height
        self.encoding = encoding
        self.comments = comments

    @property
    def elements(self) -> Iterator[Element]:
        """All elements in document order, those of frames included."""
        return self.root.walk()

    def element_at(self, x: float, y: float) -> Element | None:
        """The smallest visible element under a point, for snapping; the later one wins among equals."""
        best: Element | None = None
        for element in self.elements:
            if element.tag in ("html", "body") or not element.is_visible or element.box is None:
                continue
            if element.box.contains(x, y) and (best is None or best.box is None or element.box.area <= best.box.area):
                best = element
        return best
