"""Reads a tagged PDF by its structure tree, as a screen reader does."""

import itertools

import pikepdf

from .pdf_tree import INLINE, Node, Tree
from .reading import Cell, Reading, Table, squeeze, without_separator

GROUPS = {"/Document", "/Part", "/Sect", "/Div", "/Art", "/NonStruct", "/BlockQuote", "/THead", "/TBody", "/TFoot"}
PARAGRAPHS = {"/P", "/Title"}
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def read(path):
    with pikepdf.open(path) as pdf:
        return Reader(Tree(pdf)).read()


class Reader:
    def __init__(self, tree):
        self.tree = tree
        self.out = Reading()
        self.notes = []
        # The caption that the next table or figure takes.
        self.captioned = ""

    def read(self):
        pdf = self.tree.pdf
        self.out.lang = str(pdf.Root.get("/Lang", ""))
        self.out.title = squeeze(str(pdf.docinfo.get("/Title", "")))
        self._blocks(self.tree.top, 0)
        unread = list(self.tree.unread())
        if unread:
            raise ValueError(f"words outside the structure tree: {unread[:5]}")
        return self.out

    # ---- Blocks ----

    def _blocks(self, node, depth):
        loose = []
        for kid in node.kids():
            if isinstance(kid, Node) and not kid.inline:
                self._loose(loose)
                self._block(kid, depth)
            else:
                loose.append(kid)
        self._loose(loose)

    def _loose(self, kids):
        """Words that stand in no paragraph of their own."""
        words = "".join(self._inline(kid) for kid in kids)
        kids.clear()
        self._add("paragraph", 0, words)

    def _block(self, node, depth):
        kind = node.kind
        if kind in HEADINGS:
            self._add("heading", HEADINGS[kind], self.text(node))
        elif kind in PARAGRAPHS or kind in INLINE:
            self._add("paragraph", 0, self.text(node))
        elif kind == "/L":
            self._list(node, depth + 1)
        elif kind == "/Table":
            self._table(node)
        elif kind == "/Figure":
            self._figure(node)
        elif kind == "/Caption":
            self.captioned = self._caption(node)
        elif kind == "/TOC":
            self._contents(node)
        elif kind in GROUPS:
            self._blocks(node, depth)
        else:
            raise ValueError(f"unexpected element {kind}")

    def _add(self, kind, level, words):
        self.out.add(kind, level, words)
        for words in self.notes:
            self.out.notes.append((len(self.out.notes) + 1, words))
            self.out.add("note", 0, words)
        self.notes = []

    def _list(self, node, depth):
        ordered = node.attributes.get("/ListNumbering") == "/Decimal"
        entry = (depth, ordered, [])
        self.out.lists.append(entry)
        for kid in node.kids():
            if kid.kind == "/L":
                self._list(kid, depth + 1)
                continue
            parts = {part.kind: part for part in kid.kids()}
            label = squeeze(self.text(parts["/Lbl"]))
            self._item(parts["/LBody"], depth, entry[2])
            if ordered and label != f"{len(entry[2])}.":
                raise ValueError(f"item {len(entry[2])} is numbered {label}")

    def _item(self, body, depth, items):
        loose, first = [], True
        for kid in [*body.kids(), None]:
            if kid is not None and (not isinstance(kid, Node) or kid.inline):
                loose.append(kid)
                continue
            if loose:
                first = self._item_words("".join(map(self._inline, loose)), depth, items, first)
                loose = []
            if kid is not None and kid.kind == "/P" and first:
                first = self._item_words(self.text(kid), depth, items, first)
            elif kid is not None:
                self._block(kid, depth)

    def _item_words(self, words, depth, items, first):
        if first:
            items.append(squeeze(words))
        self._add("item" if first else "paragraph", depth if first else 0, words)
        return False

    def _caption(self, node):
        words = without_separator(squeeze(self.text(node)))
        self._add("caption", 0, words)
        return words

    def _figure(self, node):
        """A picture; its caption is its sibling. Words drawn in it are said by its alternative text."""
        self._skip(node)
        self.out.figures.append((self.captioned, squeeze(node.alt or "")))
        self.captioned = ""

    def _skip(self, node):
        for kid in node.kids():
            if not isinstance(kid, Node):
                self.tree.words(*kid)
            else:
                self._skip(kid)

    def _contents(self, node):
        title = ""
        if self.out.pieces and self.out.pieces[-1].kind == "heading":
            title = self.out.pieces.pop().text
        lines = []
        self._contents_lines(node, 1, lines)
        self.out.contents.append((title, lines))

    def _contents_lines(self, node, level, lines):
        for kid in node.kids():
            if kid.kind == "/TOC":
                self._contents_lines(kid, level + 1, lines)
                continue
            words = squeeze(self.text(kid))
            words, _, page = words.rpartition(" ")
            lines.append((level, without_separator(words), page))

    # ---- Words ----

    def text(self, node):
        """The words of an element, without notes and their marks."""
        return "".join(self._inline(kid) for kid in node.kids())

    def _inline(self, kid):
        if not isinstance(kid, Node):
            return self.tree.words(*kid)
        if kid.kind == "/Note":
            self.notes.append(squeeze(self._note(kid)))
            return ""
        if kid.kind == "/Lbl" and any(kid.every("/Link")):
            # The mark of a footnote is in no text.
            self.text(kid)
            return ""
        words = self.text(kid)
        if kid.kind == "/Link" and (target := kid.target()):
            self.out.links.append((target, squeeze(words)))
        # Blocks inside a leaf, as paragraphs in a cell, are words apart.
        return f" {words} " if kid.kind not in INLINE else words

    def _note(self, node):
        return "".join(self._inline(kid) for kid in node.kids())

    # ---- Tables ----

    def _table(self, node):
        captions = [kid for kid in node.kids() if isinstance(kid, Node) and kid.kind == "/Caption"]
        # A caption stands beside its table, not in it, where the notes below the table are on another page.
        caption, self.captioned = (self._caption(captions[0]), "") if captions else (self.captioned, "")
        rows = list(node.every("/TR"))
        cells, taken = [], {}
        for index, row in enumerate(rows):
            column = 0
            for kid in row.kids():
                while (index, column) in taken:
                    column += 1
                cell = self._cell(kid, index, column)
                for place in range(cell.rowspan * cell.colspan):
                    taken[index + place // cell.colspan, column + place % cell.colspan] = cell
                cells.append(cell)
        columns = 1 + max(column for _, column in taken)
        header_rows = len(list(itertools.takewhile(lambda place: self._heads(*place, columns), enumerate(rows))))
        width, height = self._size(node)
        self.out.tables.append(Table(caption, len(rows), columns, header_rows, width > height, cells))

    @staticmethod
    def _heads(index, row, columns):
        """Whether a row holds only heads of columns. A head over all columns further down is a group's."""
        cells = list(row.kids())
        group = index > 0 and len(cells) == 1 and int(cells[0].attributes.get("/ColSpan", 1)) == columns
        return not group and all(one.kind == "/TH" and one.attributes.get("/Scope") == "/Column" for one in cells)

    def _cell(self, node, row, column):
        spans = [int(node.attributes.get(name, 1)) for name in ("/RowSpan", "/ColSpan")]
        words = squeeze(self.text(node))
        self._add("cell", 0, words)
        return Cell(row, column, *spans, node.kind == "/TH", words)

    def _size(self, node):
        page = self.tree.pdf.pages[node.first_page()]
        left, bottom, right, top = (float(one) for one in page.mediabox)
        return right - left, top - bottom
