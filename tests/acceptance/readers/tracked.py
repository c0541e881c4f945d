"""Accepts or rejects all tracked changes of a Word file: our own reading of the standard's words (ECMA-376 part 1, 17.13.5)
and of what Word does, over nothing but the XML. No line of the program that wrote the file is used."""

from copy import deepcopy

from lxml import etree

from .numbering import W

PUT_IN, TAKEN_OUT = ("ins", "moveTo"), ("del", "moveFrom")
# Former looks, kept beside the present ones, and what of the present ones they say nothing about.
FORMER = {
    "pPrChange": ("rPr", "sectPr"),
    "rPrChange": ("ins", "del", "moveFrom", "moveTo"),
    "tblPrChange": (),
    "tblPrExChange": (),
    "tblGridChange": (),
    "trPrChange": ("ins", "del"),
    "tcPrChange": ("cellIns", "cellDel", "cellMerge"),
    "sectPrChange": ("headerReference", "footerReference"),
}
RANGES = tuple(
    f"{W}{name}Range{end}"
    for name in ("moveFrom", "moveTo", "customXmlIns", "customXmlDel", "customXmlMoveFrom", "customXmlMoveTo")
    for end in ("Start", "End")
)
# Elements that hold runs, or blocks: a mark inside one of these is about its content.
MARKS = tuple(f"{W}{name}" for name in (*PUT_IN, *TAKEN_OUT))


def resolved(root, accept):
    """A copy of a part with all its changes accepted, or all of them rejected."""
    root = deepcopy(root)
    gone = TAKEN_OUT if accept else PUT_IN
    for element in list(root.iter(*RANGES)):
        element.getparent().remove(element)
    _former(root, accept)
    _rows(root, gone, accept)
    _content(root, gone)
    _paragraphs(root, gone)
    for element in [one for one in root.iter(*MARKS) if one.getparent().tag in (f"{W}rPr", f"{W}trPr")]:
        element.getparent().remove(element)
    return root


def marks(root):
    """How many changes of each kind are marked in a part."""
    places = {f"{W}rPr": "paragraphs", f"{W}trPr": "rows"}
    out = dict.fromkeys(("runs", "paragraphs", "rows", "cells", "looks"), 0)
    for element in root.iter(*MARKS):
        out[places.get(element.getparent().tag, "runs")] += 1
    out["cells"] = sum(1 for _ in root.iter(f"{W}cellIns", f"{W}cellDel", f"{W}cellMerge"))
    out["looks"] = sum(1 for _ in root.iter(*(f"{W}{name}" for name in FORMER)))
    return out


def _former(root, accept):
    for name, apart in FORMER.items():
        for change in list(root.iter(f"{W}{name}")):
            present = change.getparent()
            present.remove(change)
            if accept:
                continue
            keep = {f"{W}{one}" for one in apart}
            for child in [one for one in present if one.tag not in keep]:
                present.remove(child)
            for place, child in enumerate(list(change[0]) if len(change) else []):
                present.insert(place, child)


def _rows(root, gone, accept):
    """Rows and cells that are in the other version only; a table without rows is none."""
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in gone):
            row.getparent().remove(row)
    other = f"{W}cellDel" if accept else f"{W}cellIns"
    for mark in list(root.iter(f"{W}cellIns", f"{W}cellDel")):
        properties = mark.getparent()
        if mark.tag == other:
            cell = properties.getparent()
            cell.getparent().remove(cell)
        else:
            properties.remove(mark)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)


def _content(root, gone):
    """Words of the other version go; those of this one stay as ordinary words."""
    for mark in list(root.iter(*MARKS)):
        parent = mark.getparent()
        if parent is None or parent.tag in (f"{W}rPr", f"{W}trPr"):
            continue
        if mark.tag.removeprefix(W) not in gone:
            at = parent.index(mark)
            for child in reversed(list(mark)):
                parent.insert(at, child)
        parent.remove(mark)
    for old, new in (("delText", "t"), ("delInstrText", "instrText")):
        for element in root.iter(f"{W}{old}"):
            element.tag = f"{W}{new}"


def _paragraphs(root, gone):
    """A paragraph whose mark is of the other version runs on into the next one, which keeps its looks."""
    for paragraph in list(root.iter(f"{W}p")):
        marks = paragraph.find(f"{W}pPr/{W}rPr")
        if marks is None or not any(marks.find(f"{W}{name}") is not None for name in gone):
            continue
        after = paragraph.getnext()
        content = [one for one in paragraph if one.tag != f"{W}pPr"]
        if after is not None and after.tag == f"{W}p":
            place = 1 if after.find(f"{W}pPr") is not None else 0
            for one in reversed(content):
                after.insert(place, one)
        elif any(True for _ in paragraph.iter(f"{W}r")) or not _can_go(paragraph):
            # There is nothing to run on into: the mark stays.
            continue
        paragraph.getparent().remove(paragraph)


def _can_go(paragraph):
    """A cell, a note and the body end in a paragraph, whatever is taken out."""
    after = paragraph.getnext()
    return after is not None and after.tag == f"{W}tbl"


def text(element):
    """The words that stand, those put in among them."""
    return "".join(element.itertext(f"{W}t"))


def words(element):
    """The words that stand or are struck."""
    return "".join(element.itertext(f"{W}t", f"{W}delText"))


def parse(content):
    return etree.fromstring(content)
