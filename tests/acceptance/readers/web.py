"""Reads a web page as who listens to it: landmarks, headings, lists, tables with their heads, notes where they are called."""

import re
from copy import deepcopy

from lxml import html

from .reading import Cell, Reading, Table, squeeze, without_separator

HEADINGS = {f"h{level}": level - 1 for level in range(2, 7)}
# Said around the content, or a second time: no part of the document.
APART = {"unseen", "break"}


def read(path):
    return Reader(html.parse(str(path), html.HTMLParser(encoding="utf-8")).getroot()).read()


class Reader:
    def __init__(self, page):
        self.page = page
        self.main = page.find(".//main")
        self.out = Reading()
        self.pending = []
        self.told = set()
        self.notes = {one.get("id"): one for one in page.xpath("//section[@class='notes']//li")}

    def read(self):
        self.out.lang = self.page.get("lang", "")
        self.out.title = squeeze(self.page.findtext(".//title") or "")
        self._blocks(self.main, 0)
        self._ways()
        return self.out

    def _ways(self):
        """Every call of a note leads to it, and from every note a way leads back to each call."""
        calls = {one.get("id"): one.get("href") for one in self.page.xpath("//sup/a")}
        back = {way.get("href")[1:]: f"#{name}" for name, note in self.notes.items() for way in _ways_back(note)}
        if calls != back:
            raise ValueError(f"notes: {set(calls.items()) ^ set(back.items())} lead one way only")

    # ---- Blocks ----

    def _blocks(self, parent, depth):
        for element in parent:
            self._block(element, depth)

    def _block(self, element, depth):
        kind, classes = element.tag, set((element.get("class") or "").split())
        if element.get("role") == "heading":
            self._add("heading", int(element.get("aria-level")) - 1, self.text(element))
        elif kind in HEADINGS:
            self._add("heading", HEADINGS[kind], self.text(element))
        elif kind == "h1":
            # Where there is no cover, it repeats the title.
            if "cover" in (element.getparent().get("class") or ""):
                self._add("paragraph", 0, self.text(element))
        elif kind == "p" and "remark" in classes:
            author, words = self.text(element).split(":", 1)
            self.out.remarks.append((squeeze(author), squeeze(words)))
        elif kind == "p" and element.get("hidden") is None:
            self._add("paragraph", 0, self.text(element))
        elif kind == "dl":
            self._facts(element)
        elif kind in ("ul", "ol"):
            self._list(element, depth + 1)
        elif kind == "nav":
            self._contents(element)
        elif kind == "figure":
            self._figure(element)
        elif kind == "div" and "scroll" in classes:
            self._table(element.find("table"), "wide" in classes)
        elif kind == "div" and not classes & APART:
            self._blocks(element, depth)
        elif kind not in ("details", "section", "p", "div"):
            raise ValueError(f"unexpected element {kind}")

    def _add(self, kind, level, words):
        self.out.add(kind, level, words)
        pending, self.pending = self.pending, []
        for name in pending:
            # A note that is called again was told where it was called first.
            if name in self.told:
                continue
            self.told.add(name)
            note = deepcopy(self.notes[name])
            for way in _ways_back(note):
                note.remove(way)
            words = squeeze(self.text(note))
            self.out.notes.append((int(note.get("value")), words))
            self.out.add("note", 0, words)

    def _facts(self, facts):
        for fact in facts:
            label, *values = fact
            first, *more = values
            self._add("paragraph", 0, f"{self.text(label)} {self.text(first)}")
            for value in more:
                self._add("paragraph", 0, self.text(value))

    def _list(self, element, depth):
        items = []
        self.out.lists.append((depth, element.tag == "ol", items))
        for item in element:
            first, *more = list(item) or [None]
            if first is not None and first.tag == "p" and not first.get("class"):
                words = self.text(first)
                items.append(squeeze(words))
                self._add("item", depth, words)
            else:
                items.append("")
                more = [one for one in item]
            for block in more:
                self._block(block, depth)

    def _contents(self, nav):
        title = squeeze(nav.find(".//h2").text_content())
        lines = []
        for link in nav.iter("a"):
            if not self.page.xpath("//*[@id=$id]", id=link.get("href")[1:]):
                raise ValueError(f"{link.text_content()} leads nowhere")
            level = sum(1 for _ in link.iterancestors("ul"))
            lines.append((level, without_separator(squeeze(link.text_content())), None))
        self.out.contents.append((title, lines))

    def _figure(self, figure):
        words = without_separator(squeeze(self.text(figure.find("figcaption"))))
        self._add("caption", 0, words)
        self.out.figures.append((words, squeeze(figure.find(".//img").get("alt"))))

    # ---- Tables ----

    def _table(self, table, wide):
        caption = ""
        if table.find("caption") is not None:
            caption = without_separator(squeeze(self.text(table.find("caption"))))
            self._add("caption", 0, caption)
        rows = list(table.iter("tr"))
        cells, taken, by_id = [], set(), {}
        for index, row in enumerate(rows):
            column = 0
            for element in row:
                while (index, column) in taken:
                    column += 1
                spans = [int(element.get(name, "1")) for name in ("rowspan", "colspan")]
                taken |= {(index + down, column + right) for down in range(spans[0]) for right in range(spans[1])}
                words = squeeze(self.text(element))
                self._add("cell", 0, words)
                cells.append(Cell(index, column, *spans, element.tag == "th", words))
                by_id[element.get("id")] = element
                if element.tag == "th" and not element.get("scope"):
                    raise ValueError(f"the head {words} has no scope")
        for element in table.iter("th", "td"):
            for name in (element.get("headers") or "").split():
                if by_id[name].tag != "th":
                    raise ValueError(f"{name} is no head")
        head = len(table.findall("thead/tr"))
        columns = 1 + max(column for _, column in taken)
        self.out.tables.append(Table(caption, len(rows), columns, head, wide, cells))

    # ---- Words ----

    def text(self, element):
        """The words of an element, without the marks of notes; paragraphs inside it are words apart."""
        words = [element.text or ""]
        for child in element:
            words += [self._inline(child), child.tail or ""]
        return "".join(words)

    def _inline(self, child):
        if child.tag == "br":
            return " "
        if child.tag == "sup":
            self.pending.append(child.find("a").get("href")[1:])
            return ""
        if "unseen" in (child.get("class") or ""):
            return ""
        words = self.text(child)
        if child.tag == "a" and re.match(r"https?:|mailto:", child.get("href")):
            self.out.links.append((child.get("href"), squeeze(words)))
        return f" {words} " if child.tag == "p" else words


def _ways_back(note):
    return [one for one in note.findall("a") if one.get("href", "").startswith("#noteref-")]
