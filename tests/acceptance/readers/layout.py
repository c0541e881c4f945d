"""What stands in a Word file, as lines that can be compared: paragraphs with style, list and looks of their words, sections with
their pages, tables with their looks, what they say to who does not see them, and cells from where to where, notes where they
are referred to, pictures by their bytes and sizes.

Left out is what Word computes (the result of a field that counts or looks up) and what no reader sees (bookmarks, content
controls, identifiers). A field shows its code.
"""

import hashlib
import re
from dataclasses import dataclass
from itertools import accumulate

from lxml import etree

from .numbering import W, val
from .package import RELATION
from .tracked import parse, resolved

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
# What is no more than an aid to find places again.
UNSEEN = {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "pPr", "rPr", "sdtPr", "sdtEndPr")}
HOLDERS = {f"{W}{name}" for name in ("sdt", "sdtContent", "r", "smartTag")} | {f"{MC}AlternateContent", f"{MC}Choice"}
BREAKS = {f"{W}br": "⏎", f"{W}cr": "⏎", f"{W}tab": "⇥", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def lines(parts, accept=None):
    """The lines of a Word file. `accept` says what becomes of tracked changes; None if the file has none."""
    return Layout(parts, accept).lines()


def lost(parts, accept=None):
    """The places that references lead to, but that are not there."""
    layout = Layout(parts, accept)
    layout.lines()
    return sorted(set(layout.lost))


@dataclass
class Field:
    code: str = ""
    in_result: bool = False


class Layout:
    def __init__(self, parts, accept):
        self.parts, self.accept = parts, accept
        self.document = self._part("word/document.xml")
        self.styles = {one.get(f"{W}styleId"): one for one in parse(parts["word/styles.xml"]).iter(f"{W}style")}
        self.notes = {}
        if "word/footnotes.xml" in parts:
            self.notes = {one.get(f"{W}id"): one for one in self._part("word/footnotes.xml").iter(f"{W}footnote")}
        self.formats = self._formats()
        self.targets = set()
        # References that lead nowhere.
        self.lost = []
        self.fields = []
        self.relations = self._relations("document")

    def lines(self):
        body = self.document.find(f"{W}body")
        self.targets = {mark.get(f"{W}name") for mark in body.iter(f"{W}bookmarkStart")}
        out = list(self._blocks(body, ""))
        out.append(f"— last section {_page(body.find(f'{W}sectPr'))}")
        for name in sorted(self.parts):
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name):
                out += [f"{name.removeprefix('word/')}: {one}" for one in self._blocks(self._part(name), "")]
        return out

    # ---- Parts ----

    def _part(self, name):
        root = parse(self.parts[name])
        return root if self.accept is None else resolved(root, self.accept)

    def _relations(self, part):
        name = f"word/_rels/{part}.xml.rels"
        found = parse(self.parts[name]).iter(RELATION) if name in self.parts else ()
        return {one.get("Id"): one.get("Target").removeprefix("/word/") for one in found}

    def _formats(self):
        """(numbering, level) → its signs: which number a list has may differ, its looks may not."""
        out = {}
        if "word/numbering.xml" not in self.parts:
            return out
        root = parse(self.parts["word/numbering.xml"])
        abstract = {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")}
        for number in root.iter(f"{W}num"):
            for level in abstract[val(number, f"{W}abstractNumId")].iter(f"{W}lvl"):
                sign = "•" if val(level, f"{W}numFmt") == "bullet" else val(level, f"{W}lvlText")
                out[number.get(f"{W}numId"), level.get(f"{W}ilvl")] = sign
        return out

    # ---- Blocks ----

    def _blocks(self, parent, indent):
        for element in parent:
            if element.tag == f"{W}p":
                line = self._paragraph(element)
                if line is not None:
                    yield indent + line
                section = element.find(f"{W}pPr/{W}sectPr")
                if section is not None:
                    yield f"{indent}— section {_page(section)}"
            elif element.tag == f"{W}tbl":
                yield from self._table(element, indent)
            elif element.tag == f"{W}sdt":
                yield from self._blocks(element.find(f"{W}sdtContent"), indent)

    def _paragraph(self, paragraph):
        """None inside a computed field, as the lines of contents are."""
        computed = self._computed()
        words = self._words(paragraph)
        if computed and self._computed():
            return None
        style = val(paragraph, f"{W}pPr/{W}pStyle") or "Normal"
        name = self._name(style)
        # How far lines of contents stand in follows from the widest number among them, which is of both versions until they are
        # computed anew.
        looks = "" if name.startswith("toc ") else self._looks(paragraph)
        return f"¶ {name}{self._sign(paragraph, style)}{looks}: {words}"

    def _name(self, style):
        return val(self.styles[style], f"{W}name") if style in self.styles else ""

    def _sign(self, paragraph, style):
        """The sign and depth of a list, which a paragraph has itself or from its style."""
        places = [paragraph]
        while style in self.styles:
            places.append(self.styles[style])
            style = val(self.styles[style], f"{W}basedOn")
        found = [one.find(f"{W}pPr/{W}numPr") for one in places]
        number = next((one for one in found if one is not None), None)
        if number is None or val(number, f"{W}numId") in (None, "0"):
            return ""
        level = val(number, f"{W}ilvl") or "0"
        return f" [{level} {self.formats.get((val(number, f'{W}numId'), level), '')}]"

    def _looks(self, paragraph):
        properties = paragraph.find(f"{W}pPr")
        apart = {f"{W}{name}" for name in ("pStyle", "numPr", "rPr", "sectPr")}
        return "".join(f" {_short(one)}" for one in (properties if properties is not None else ()) if one.tag not in apart)

    def _table(self, table, indent):
        rows = [row for row in table.iter(f"{W}tr") if row.getparent().tag in (f"{W}tbl", f"{W}sdtContent")]
        edges = {edge for row in rows for edge in _edges(row)}
        widths = list(accumulate((int(one.get(f"{W}w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")), initial=0))
        style = self._name(val(table, f"{W}tblPr/{W}tblStyle"))
        yield f"{indent}▦ {style}, {len(edges)} columns{_all(table.find(f'{W}tblPr'), 'tblStyle')}"
        for row in rows:
            start = 0
            yield f"{indent}  row{_all(row.find(f'{W}trPr'))}"
            for cell, end in zip(row.iter(f"{W}tc"), _edges(row)):
                span = sum(start < edge <= end for edge in edges)
                place = f"{widths[start]}–{widths[end]}"
                start = end
                yield f"{indent}    cell ×{span} {place}{_all(cell.find(f'{W}tcPr'), 'gridSpan')}"
                yield from self._blocks(cell, indent + "      ")

    # ---- Words ----

    def _words(self, element):
        """Words with their looks; neighbours of the same looks are one."""
        runs = []
        for look, words in self._runs(element):
            if runs and runs[-1][0] == look:
                runs[-1][1] += words
            elif words:
                runs.append([look, words])
        return "".join(f"{{{look}}}{words}" if look else words for look, words in runs)

    def _computed(self):
        return any(one.in_result and _is_computed(one.code) for one in self.fields)

    def _runs(self, element, look=""):
        for child in element:
            tag = child.tag
            if tag in UNSEEN:
                continue
            if tag == f"{W}hyperlink":
                goal = self.relations.get(child.get(f"{R}id"), "")
                yield from self._shown("", f"⟨{goal}" if goal else "⟨")
                yield from self._runs(child, look)
                yield from self._shown("", "⟩")
            elif tag == f"{W}r":
                yield from self._runs(child, self._look(child))
            elif tag in HOLDERS:
                yield from self._runs(child, look)
            elif tag == f"{W}fldChar":
                yield from self._field(child.get(f"{W}fldCharType"), look)
            elif tag == f"{W}fldSimple":
                yield from self._shown(look, self._code(child.get(f"{W}instr")))
            elif tag == f"{W}instrText":
                self.fields[-1].code += child.text or ""
            elif tag == f"{W}t":
                yield from self._shown(look, child.text or "")
            elif tag in BREAKS:
                yield from self._shown(look, BREAKS[tag])
            elif tag == f"{W}footnoteReference":
                yield from self._shown("", self._note(child.get(f"{W}id")))
            elif tag == f"{W}drawing":
                yield from self._shown("", self._picture(child))
            elif tag == f"{W}pict":
                words = [one.get("string") for one in child.iter(f"{VML}textpath") if one.get("string")]
                yield from self._shown("", "".join(f"▨ {one}" for one in words))

    def _shown(self, look, words):
        if any(not one.in_result for one in self.fields) or self._computed():
            return
        yield look, words

    def _field(self, kind, look):
        if kind == "begin":
            self.fields.append(Field())
        elif kind == "separate":
            self.fields[-1].in_result = True
            yield from self._shown("", _opened(self.fields[-1].code))
        elif self.fields:
            code = self.fields[-1].code
            yield from self._shown("", "" if _is_computed(code) else "⟩")
            self.fields.pop()
            if _is_computed(code):
                yield from self._shown(look, self._code(code))

    def _code(self, code):
        words = (code or "").split()
        if words and words[0] in ("REF", "PAGEREF") and len(words) > 1 and words[1] not in self.targets:
            self.lost.append(words[1])
        return "⟦" + " ".join("→" if one.startswith("_") else one for one in words) + "⟧"

    def _look(self, run):
        properties = run.find(f"{W}rPr")
        if properties is None:
            return ""
        return " ".join(_short(one) for one in properties)

    def _note(self, ident):
        note = self.notes.get(ident)
        if note is None:
            return "⦗no such note⦘"
        before, self.relations = self.relations, self._relations("footnotes")
        fields, self.fields = self.fields, []
        words = " / ".join(self._words(one) for one in note.iter(f"{W}p"))
        self.relations, self.fields = before, fields
        return f"⦗{words.strip()}⦘"

    def _picture(self, drawing):
        described = drawing.find(f".//{WP}docPr")
        words = described.get("descr") if described is not None else ""
        blip = drawing.find(f".//{A}blip")
        goal = self.relations.get(blip.get(f"{R}embed"), "") if blip is not None else ""
        content = self.parts.get(f"word/{goal}", b"")
        extent = drawing.find(f".//{WP}extent")
        size = "" if extent is None else f" {extent.get('cx')}×{extent.get('cy')}"
        return f"▨ {hashlib.sha256(content).hexdigest()[:12]}{size} {words}"


def _page(section):
    """How pages are laid. Which header they have is no change that Word tracks: what stands in it is."""
    return _all(section, "headerReference", "footerReference").strip()


def _all(properties, *apart):
    """All properties but some."""
    shown = properties if properties is not None else ()
    return "".join(f" {_short(one)}" for one in shown if one.tag.removeprefix(W) not in apart)


def _edges(row):
    """Where the cells of a row end. A column of the grid that no cell ends at is none, for Word and for who looks: rows that a
    revision took out leave such columns where they were parted in another way."""
    return list(accumulate(int(val(cell, f"{W}tcPr/{W}gridSpan") or "1") for cell in row.iter(f"{W}tc")))


def _is_computed(code):
    return code.split()[:1] != ["HYPERLINK"]


def _opened(code):
    """A link that is a field, as one that came or went has to be: the same as one that is an element."""
    return "" if _is_computed(code) else "⟨" + code.split(maxsplit=1)[1].strip().strip('"')


def _short(element):
    """An element as a few signs: its name, and the values it carries."""
    name = etree.QName(element).localname
    values = [value for _, value in sorted(element.attrib.items())]
    inner = [_short(one) for one in element]
    return name + ("=" + ",".join(values) if values else "") + (f"({' '.join(inner)})" if inner else "")
