"""What stands in a file that LibreOffice saved in its own format, as lines that can be compared: styles, words, lists, where notes are
referred to, pictures, and tables with rows, cells and what they span. Computed fields and contents are left out, and so are the
words of notes: LibreOffice 7.4 reads no tracked changes inside them, and shows both versions."""

import re

from lxml import etree

OFFICE, TEXT, TABLE, DRAW, SVG, STYLE, LOEXT = (
    "{" + name + "}"
    for name in (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    )
)
# The styles of the lines of contents and lists, which the document's own programs make anew.
CONTENTS = re.compile(r"(?:contents|toc) \d|table of figures", re.I)
GROUPS = {f"{TEXT}{name}" for name in ("list", "list-item", "list-header", "section")}
ROWS = {f"{TABLE}table-header-rows", f"{TABLE}table-rows"}
COMPUTED = {f"{TEXT}{name}" for name in ("sequence", "bookmark-ref", "reference-ref", "page-number", "page-count")}
INLINE = {f"{TEXT}span", f"{TEXT}a", f"{LOEXT}content-control", f"{TEXT}ruby", f"{TEXT}meta"}
CHANGES = tuple(f"{TEXT}{name}" for name in ("changed-region", "change", "change-start", "change-end"))


def lines(path):
    root = etree.parse(path, etree.XMLParser(huge_tree=True)).getroot()
    return list(_blocks(root.find(f"{OFFICE}body/{OFFICE}text"), "", _styles(root)))


def _styles(root):
    """The name that people see of each style; one made for a single paragraph is that of the style it is based on."""
    known = {one.get(f"{STYLE}name"): one for one in root.iter(f"{STYLE}style")}
    made = f"{OFFICE}automatic-styles"
    out = {}
    for name, one in known.items():
        base = one
        while base.getparent().tag == made and base.get(f"{STYLE}parent-style-name") in known:
            base = known[base.get(f"{STYLE}parent-style-name")]
        out[name] = base.get(f"{STYLE}display-name") or base.get(f"{STYLE}name")
    return out


def changes(path):
    """How many tracked changes are left."""
    return sum(1 for _ in etree.parse(path, etree.XMLParser(huge_tree=True)).getroot().iter(*CHANGES))


def _blocks(parent, indent, styles):
    for element in parent:
        if element.tag in (f"{TEXT}p", f"{TEXT}h"):
            style = styles.get(element.get(f"{TEXT}style-name"), "")
            if CONTENTS.fullmatch(style):
                continue
            yield f"{indent}¶ {style}: {' '.join(''.join(_words(element)).split())}"
        elif element.tag in GROUPS:
            yield from _blocks(element, indent, styles)
        elif element.tag == f"{TABLE}table":
            yield from _table(element, indent, styles)


def _table(table, indent, styles):
    yield f"{indent}▦ table"
    for group in table:
        for row in group if group.tag in ROWS else [group]:
            if row.tag != f"{TABLE}table-row":
                continue
            yield f"{indent}  row{' head' if group.tag == f'{TABLE}table-header-rows' else ''}"
            for cell in row.iterchildren(f"{TABLE}table-cell"):
                spans = [cell.get(f"{TABLE}number-{name}-spanned", "1") for name in ("rows", "columns")]
                yield f"{indent}    cell {'×'.join(spans)}"
                yield from _blocks(cell, indent + "      ", styles)


def _words(element):
    yield element.text or ""
    for child in element:
        tag = child.tag
        if tag in INLINE:
            yield from _words(child)
        elif tag in COMPUTED:
            yield "⟦⟧"
        elif tag in (f"{TEXT}s", f"{TEXT}tab", f"{TEXT}line-break"):
            yield " "
        elif tag == f"{TEXT}note":
            yield "⦗⦘"
        elif tag == f"{DRAW}frame":
            yield "▨ " + "".join(one.text or "" for one in child.iter(f"{SVG}title", f"{SVG}desc"))
        yield child.tail or ""
