"""Same words, same order, same structure in the tree, the tagged PDF, the Word file, the web page and Markdown."""

import difflib
import itertools
import zipfile
from copy import deepcopy
from dataclasses import replace

import pikepdf

from readers import docx, markdown, pdf, skeleton, web
from readers.reading import Cell, Piece, squeeze
from work import Broken

# Lines of difference shown of each part of a document.
SHOWN = 12


def check(work):
    _control(work)
    problems, words, pieces, tables = [], 0, 0, 0
    for document in work.documents:
        tree = skeleton.read(document.skeleton)
        words += sum(len(piece.text.split()) for piece in tree.pieces)
        pieces += len(tree.pieces)
        tables += len(tree.tables)
        try:
            readings = {"PDF": pdf.read(document.pdf), "Word": docx.read(document.docx)}
            take_remarks(readings["PDF"], readings["Word"].remarks)
            readings["the web page"] = web.read(document.html)
        except ValueError as fault:
            # What no reader can make sense of is a fault of this document, and none of the others.
            problems.append(f"{document.name}: cannot be read: {fault}")
            continue
        for form, found in readings.items():
            problems += [f"{document.name}, {form}: {line}" for line in compare(tree, found, form)]
        problems += [f"{document.name}, Markdown: {line}" for line in _markdown(tree, document)]
        problems += [f"{document.name}: {line}" for line in pages(readings["PDF"], readings["Word"])]
    figures = f"{len(work.documents)} documents × 5 forms, {words} words in {pieces} pieces, {tables} tables"
    return figures, problems


def _control(work):
    """A word changed in the Word file, and one taken out of the PDF's tags, must be found out."""
    document = next(one for one in work.documents if one.plan is None)
    tree = skeleton.read(document.skeleton)
    spoilt = work.scratch / "changed.docx"
    with zipfile.ZipFile(document.docx) as old, zipfile.ZipFile(spoilt, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry).replace("Nordvej 7<".encode(), "Nordvej 8<".encode()))
    if not list(compare(tree, docx.read(spoilt), "Word")):
        raise Broken("a changed word in the Word file goes unnoticed")
    spoilt = work.scratch / "changed.html"
    spoilt.write_text(document.html.read_text("utf-8").replace("Nordvej 7<", "Nordvej 8<"), "utf-8")
    if not list(compare(tree, web.read(spoilt), "the web page")):
        raise Broken("a changed word on the web page goes unnoticed")
    spoilt = work.scratch / "untold.pdf"
    with pikepdf.open(document.pdf) as paper:
        top = paper.Root.StructTreeRoot.K
        top = top[0] if isinstance(top, pikepdf.Array) else top
        del top.K[-1]
        paper.save(spoilt)
    try:
        pdf.read(spoilt)
    except ValueError:
        return
    raise Broken("words outside the PDF's tags go unnoticed")


def _markdown(tree, document):
    """Markdown, held against what of the tree it can say."""
    found = markdown.read(document.markdown)
    label = found.figures[0][1].split(tree.figures[0][1])[0] if found.figures and tree.figures else ""
    found.figures = [(caption, alt.removeprefix(label)) for caption, alt in found.figures]
    tree = deepcopy(tree)
    tree.title, tree.lang = found.title, found.lang
    deepest = 5
    for piece in tree.pieces:
        if piece.kind == "heading":
            piece.level = min(piece.level, deepest)
    tree.tables = [_flat(table) for table in tree.tables]
    return compare(tree, found, "Markdown")


def _flat(table):
    """A table without spans: each cell in the first of its places, the others empty."""
    words = {(cell.row, cell.column): cell.text for cell in table.cells}
    places = itertools.product(range(table.rows), range(table.columns))
    cells = [Cell(row, column, 1, 1, False, words.get((row, column), "")) for row, column in places]
    return replace(table, header_rows=1, wide=False, cells=cells)


def take_remarks(paper, remarks):
    """Remarks are paragraphs on paper, marked by their author's name: takes them out of the text."""
    marked = [squeeze(f"{author}: {words}") for author, words in remarks]
    kept = []
    for piece in paper.pieces:
        if marked and piece.kind == "paragraph" and piece.text == marked[0]:
            paper.remarks.append(remarks[len(paper.remarks)])
            marked.pop(0)
        else:
            kept.append(piece)
    paper.pieces = kept


def compare(tree, found, form):
    """Differences between the tree and another reading, as lines to read."""
    parts = {
        "title and language": lambda one: [one.title, one.lang],
        "pieces": lambda one: [piece.line() for piece in with_whole_cover(one.pieces)],
        "headings": lambda one: [f"{level} {text}" for level, text in one.headings()],
        "lists": lambda one: [
            f"{depth} {'ordered' if ordered else 'bullets'}: {items}" for depth, ordered, items in one.lists
        ],
        "tables": lambda one: [line for table in one.tables for line in table_lines(table, form)],
        "figures": lambda one: [f"{caption} ({alt})" for caption, alt in one.figures],
        "notes": lambda one: [f"{number}: {text}" for number, text in one.notes],
        "links": lambda one: [f"{url} ({text})" for url, text in one.links],
        "remarks": lambda one: [words for _, words in one.remarks],
        "contents": lambda one: [
            line
            for title, lines in one.contents
            for line in [title, *(f"{level} {words}" for level, words, _ in lines)]
        ],
    }
    for name, lines in parts.items():
        wanted, seen = lines(tree), lines(found)
        if wanted != seen:
            yield f"{name} differ ({len(wanted)} in the tree, {len(seen)} here)"
            yield from _diff(wanted, seen)


def with_whole_cover(pieces):
    """The cover as one piece: its facts are a grid on paper, lines with a tab in Word."""
    cover = list(itertools.takewhile(lambda piece: piece.kind == "paragraph", pieces))
    words = " ".join(piece.text for piece in cover)
    return [Piece("cover", 0, words), *pieces[len(cover) :]]


def table_lines(table, form):
    """The table and its cells. Word can name only the first column as heads of rows, and a cell that says nothing heads
    nothing: on a web page at all, in the PDF below the head of the table."""
    yield table.line()
    for cell in table.cells:
        at_head = cell.row < table.header_rows
        known = {"PDF": at_head or cell.text, "Word": at_head or cell.column == 0}.get(form, cell.text)
        yield "  " + (cell if known else replace(cell, header=False)).line()


def _diff(wanted, seen):
    changed = [
        line
        for line in difflib.unified_diff(wanted, seen, "tree", "found", n=0, lineterm="")
        if line[:3] not in ("---", "+++")
    ]
    yield from (f"    {line[:400]}" for line in changed[:SHOWN])
    if len(changed) > SHOWN:
        yield f"    … {len(changed) - SHOWN} more lines"


def pages(one, other):
    """Page numbers of the contents: both files carry the same, and they are numbers."""
    for (title, lines), (_, others) in zip(one.contents, other.contents):
        for (_, words, page), (_, _, filled) in zip(lines, others):
            if page != filled or not page.isdigit():
                yield f"{squeeze(title)}: page {page!r} in the PDF, {filled!r} in Word for {words}"
