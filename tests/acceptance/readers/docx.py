"""Reads a Word file: its own XML, no library between that might mend it."""

import re

from .numbering import Numbering, W, val
from .package import Package, heading_level
from .reading import Cell, Reading, Table, squeeze, without_separator

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def read(path):
    return Reader(Package(path)).read()


class Reader:
    def __init__(self, package):
        self.package = package
        self.out = Reading()
        self.numbering = Numbering(package.xml("word/numbering.xml"))
        # Where links of the part that is being read lead.
        self.relations = package.relations("document")
        # Codes of the fields that are open, and whether their result is being read.
        self.fields = []
        # Contents gather lines while their field is open.
        self.contents = None
        # The contents that the paragraph being read belongs to.
        self.gathering = None
        self.last_title = ""
        self.pending = []
        # Lists that are open, by depth: (numbering id, entry in the reading).
        self.open_lists = []
        self.awaited_caption = ""
        self.figure = None
        self.wide = False

    def read(self):
        package = self.package
        core = package.xml("docProps/core.xml")
        title = core.find("{http://purl.org/dc/elements/1.1/}title")
        self.out.title = squeeze(title.text or "") if title is not None else ""
        lang = package.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        self.out.lang = lang.get(f"{W}val") if lang is not None else ""
        if "word/comments.xml" in package.parts:
            for one in package.xml("word/comments.xml").iter(f"{W}comment"):
                self.out.remarks.append((squeeze(one.get(f"{W}author")), squeeze(self._words_of(one))))
        body = package.document.find(f"{W}body")
        orientation = self._orientations(body)
        for element in body:
            self.wide = orientation[element]
            if element.tag == f"{W}p":
                self._paragraph(element)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag != f"{W}sectPr":
                raise ValueError(f"unexpected block {element.tag}")
        return self.out

    @staticmethod
    def _orientations(body):
        """For each block, whether its section lies down: a section's properties stand at its end."""
        out, waiting = {}, []
        for element in body:
            waiting.append(element)
            found = element if element.tag == f"{W}sectPr" else element.find(f"{W}pPr/{W}sectPr")
            if found is not None:
                size = found.find(f"{W}pgSz")
                wide = size.get(f"{W}orient") == "landscape" and int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
                out.update(dict.fromkeys(waiting, wide))
                waiting = []
        return out

    # ---- Paragraphs ----

    def _paragraph(self, paragraph):
        # A field of one line opens and closes in the same paragraph.
        self.gathering = self.contents
        words = self._words_of(paragraph)
        style = self.package.style(paragraph)
        number = self.number(paragraph)
        drawing = paragraph.find(f".//{WP}docPr")
        if drawing is not None:
            self.figure = drawing.get("descr") or ""
        if self.gathering is not None:
            self._contents_line(style, words)
        elif style == "TOC Heading":
            self.last_title = squeeze(words)
        elif level := heading_level(self.package, paragraph):
            self._close_lists()
            self.out.add("heading", level, f"{number or ''} {words}")
        elif style == "caption":
            self._caption(squeeze(without_separator(squeeze(words))))
        elif number is not None:
            self._item(paragraph, number, words)
        else:
            if not style.startswith("List Continue"):
                self._close_lists()
            self.out.add("paragraph", 0, words)
        self._flush_notes()

    def _caption(self, words):
        if self.figure is None:
            self.awaited_caption = words
        else:
            self.out.figures.append((words, squeeze(self.figure)))
            self.figure = None
        self.out.add("caption", 0, words)

    def number(self, paragraph):
        """The automatic number, None without one, an empty word for bullets."""
        found = self.package.property(paragraph, "numPr")
        if found is None or val(found, f"{W}numId") in (None, "0"):
            return None
        ident, level = self._list_place(paragraph, found)
        if self.numbering.format(ident, level) == "bullet":
            return ""
        return self.numbering.next(ident, level)

    def _list_place(self, paragraph, found):
        ident = val(found, f"{W}numId")
        level = val(found, f"{W}ilvl")
        if level is None:
            style = val(paragraph, f"{W}pPr/{W}pStyle")
            levels = [
                depth
                for (one, depth), element in self.numbering.levels.items()
                if one == ident and val(element, f"{W}pStyle") == style
            ]
            level = levels[0] if levels else 0
        return ident, int(level)

    def _item(self, paragraph, number, words):
        ident, level = self._list_place(paragraph, self.package.property(paragraph, "numPr"))
        ordered = self.numbering.format(ident, level) != "bullet"
        level = self.numbering.depth(ident, level)
        while len(self.open_lists) > level + 1:
            self.open_lists.pop()
        if len(self.open_lists) == level + 1 and self.open_lists[level][0] != ident:
            self.open_lists.pop()
        while len(self.open_lists) < level + 1:
            entry = (len(self.open_lists) + 1, ordered, [])
            self.out.lists.append(entry)
            self.open_lists.append((ident, entry))
        items = self.open_lists[level][1][2]
        items.append(squeeze(words))
        if ordered and number != f"{len(items)}.":
            raise ValueError(f"item {len(items)} is numbered {number}")
        self.out.add("item", level + 1, words)

    def _close_lists(self):
        self.open_lists = []

    def _contents_line(self, style, words):
        self._close_lists()
        if not any(one is self.gathering for one in self.out.contents):
            self.out.contents.append(self.gathering)
        target = self.gathering
        level = re.fullmatch(r"toc (\d)", style, re.I)
        text, _, page = words.rpartition("\t")
        if squeeze(text):
            target[1].append((int(level.group(1)) if level else 1, without_separator(squeeze(text)), page.strip()))

    def _flush_notes(self):
        """Notes are read where they are referred to, and so are the links in them."""
        waiting, self.pending = self.pending, []
        for ident in waiting:
            self.relations = self.package.relations("footnotes")
            words = squeeze(self._words_of(self.package.footnotes[ident]))
            self.relations = self.package.relations("document")
            self.out.notes.append((len(self.out.notes) + 1, words))
            self.out.add("note", 0, words)

    # ---- Words ----

    def _words_of(self, element):
        return "".join(self._words(element))

    def _words(self, element):
        for child in element:
            tag = child.tag
            if tag == f"{W}t":
                if self._in_code():
                    raise ValueError("words inside a field's code")
                # The number of a note is no word, whether it stands at its first place or at another.
                if not (self.fields and self.fields[-1][0].split()[:1] == ["NOTEREF"]):
                    yield child.text or ""
            elif tag in (f"{W}tab", f"{W}br"):
                if element.tag == f"{W}r" and child.get(f"{W}type") != "page":
                    yield "\t" if tag == f"{W}tab" else " "
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag == f"{W}instrText":
                self.fields[-1][0] += child.text or ""
            elif tag == f"{W}fldChar":
                self._field(child.get(f"{W}fldCharType"))
            elif tag == f"{W}footnoteReference":
                self.pending.append(child.get(f"{W}id"))
            elif tag == f"{W}hyperlink":
                words = "".join(self._words(child))
                if child.get(f"{R}id"):
                    self.out.links.append((self.relations[child.get(f"{R}id")], squeeze(words)))
                yield words
            elif tag == f"{W}p" and element.tag != f"{W}p":
                yield "".join(self._words(child)) + " "
            elif tag not in (f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}drawing", f"{W}tcPr", f"{W}pict"):
                yield from self._words(child)

    def _in_code(self):
        return bool(self.fields) and not self.fields[-1][1]

    def _field(self, kind):
        if kind == "begin":
            self.fields.append(["", False])
        elif kind == "separate":
            self.fields[-1][1] = True
            if self.fields[-1][0].split()[:1] == ["TOC"]:
                self.contents = self.gathering = (self.last_title, [])
        else:
            code, _ = self.fields.pop()
            if code.split()[:1] == ["TOC"]:
                self.contents = None

    # ---- Tables ----

    def _table(self, table):
        self._close_lists()
        columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
        look = table.find(f"{W}tblPr/{W}tblLook")
        row_headers = look is not None and look.get(f"{W}firstColumn") == "1"
        cells, above, header_rows = [], {}, 0
        rows = table.findall(f"{W}tr")
        for index, row in enumerate(rows):
            header = row.find(f"{W}trPr/{W}tblHeader") is not None
            header_rows += header
            column = 0
            for element in row.findall(f"{W}tc"):
                span = int(val(element, f"{W}tcPr/{W}gridSpan") or 1)
                merge = element.find(f"{W}tcPr/{W}vMerge")
                words = squeeze(self._words_of(element))
                if merge is not None and merge.get(f"{W}val") != "restart":
                    above[column].rowspan += 1
                    if words:
                        raise ValueError(f"words in a cell that another one covers: {words}")
                else:
                    cell = Cell(index, column, 1, span, header or (row_headers and column == 0), words)
                    above[column] = cell
                    cells.append(cell)
                    self.out.add("cell", 0, words)
                    self._flush_notes()
                column += span
            if column != columns:
                raise ValueError(f"row {index} takes {column} of {columns} columns")
        self.out.tables.append(Table(self.awaited_caption, len(rows), columns, header_rows, self.wide, cells))
        self.awaited_caption = ""
