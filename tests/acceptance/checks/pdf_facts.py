"""What a PDF must carry beside its words: language, bookmarks, page labels, data, alternative texts, headers, fonts."""

import re
import tomllib

import pikepdf

from readers import docx, skeleton
from readers.numbering import W, val
from readers.package import Package, heading_level, watermark
from readers.pdf import HEADINGS, Reader
from readers.pdf_tree import Tree
from readers.reading import squeeze, without_separator

# Keys under which authors write to colleagues, or have a finding waived; none of it is public.
PRIVATE = ("note", "dispensation")
# What readers of the data come for, and the sources it must be there for.
PUBLIC = {
    "plan": "plan.toml",
    "part": "**/parter.toml",
    "kvarter": "**/kvarterer.toml",
    "afdeling": "**/afdelinger.toml",
    "indikator": "indikatorer.toml",
    "delaftale": "delaftaler/*.toml",
    "oekonomi": "oekonomi.toml",
    "tabel": "tabeller/*.toml",
}


def check(work):
    problems, counts = [], {"bookmarks": 0, "figures": 0, "header cells": 0, "fonts": 0}
    for document in work.documents:
        with pikepdf.open(document.pdf) as pdf:
            found = list(_document(document, pdf, counts))
        problems += [f"{document.name}: {one}" for one in found]
    figures = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{len(work.documents)} PDF files, {figures}", problems


def _document(document, pdf, counts):
    tree = skeleton.read(document.skeleton)
    structure = Tree(pdf)
    yield from _catalogue(pdf, tree)
    yield from _bookmarks(document, pdf, counts)
    yield from _pages(document, pdf, structure)
    yield from _contents(structure)
    yield from _attachment(document, pdf)
    yield from _figures_and_tables(structure, tree, counts)
    yield from _fonts(pdf, counts)


def _catalogue(pdf, tree):
    root = pdf.Root
    if str(root.get("/Lang", "")) != "da-DK":
        yield f"the language is {root.get('/Lang')}"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "it is not marked as tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "the window would show the file's name instead of the title"
    with pdf.open_metadata() as meta:
        titles = squeeze(str(pdf.docinfo.get("/Title", ""))), squeeze(str(meta.get("dc:title", "")))
        profiles = meta.get("pdfuaid:part"), meta.get("pdfaid:part"), meta.get("pdfaid:conformance")
    if titles != (tree.title, tree.title):
        yield f"the titles are {titles}"
    if profiles != ("1", "3", "A"):
        yield f"it declares itself as {profiles}, not as PDF/UA-1 and PDF/A-3a"


def _bookmarks(document, pdf, counts):
    """Bookmarks: the contents' own titles and all headings, but those that Word keeps out of its contents too."""
    word = docx.Reader(Package(document.docx))
    wanted = [(1, title) for title, _ in word.read().contents]
    headings = word.out.headings()
    unlisted = iter(_unlisted(document.docx))
    wanted += [heading for heading in headings if not next(unlisted)]
    seen = []
    with pdf.open_outline() as outline:
        _walk(outline.root, 1, seen)
    counts["bookmarks"] += len(seen)
    if seen != wanted:
        differing = [pair for pair in zip(wanted, seen) if pair[0] != pair[1]]
        yield f"{len(seen)} bookmarks for {len(wanted)} titles; first difference {differing[:1]}"


def _unlisted(path):
    """For each heading of a Word file, whether its outline level hides it from contents."""
    package = Package(path)
    for paragraph in package.document.iter(f"{W}p"):
        if heading_level(package, paragraph):
            own = val(paragraph, f"{W}pPr/{W}outlineLvl")
            yield own == "9"


def _walk(items, level, out):
    for item in items:
        out.append((level, squeeze(item.title)))
        _walk(item.children, level + 1, out)


def _pages(document, pdf, structure):
    """Labels count from 1 as the footers do; only drafts carry a watermark and line numbers."""
    wanted = [str(number) for number in range(1, len(pdf.pages) + 1)]
    labels = [page.label for page in pdf.pages]
    if "/PageLabels" not in pdf.Root or labels != wanted:
        yield f"the page labels are {labels}"
    words = watermark(document.docx)
    if (words is not None) != document.draft:
        yield f"the Word file's watermark is {words!r}"
    total = len(structure.texts)
    # The cover, which a long title may spread over several pages, has neither header nor footer.
    first = next(structure.top.every("/H1")).first_page() + 1
    for number, page in enumerate(structure.texts, 1):
        said = squeeze(" ".join(page.artifacts))
        if number >= first and not re.search(rf"\b{number}\b.*\b{total}\b", said):
            yield f"page {number} has no footer with {number} and {total}: {said[:80]}"
        if document.draft and words not in said:
            yield f"page {number} of a draft has no watermark"
        if not document.draft and "UDKAST" in said:
            yield f"page {number} of a final document has a watermark"
    numbered = sum(any(words.strip() == "1" for words in page.artifacts) for page in structure.texts)
    if bool(numbered > (0 if document.beside else 1)) != document.draft:
        yield f"{numbered} pages carry line numbers"


def _contents(structure):
    """Contents and lists name the pages that headings and captions really stand on."""
    reader = Reader(structure)
    stands = {}
    for node in structure.top.every(*HEADINGS, "/Caption"):
        words = without_separator(squeeze(reader.text(node)))
        stands.setdefault(words, set()).add(str(node.first_page() + 1))
    for title, lines in Reader(structure).read().contents:
        for _, words, page in lines:
            if page not in stands.get(words, set()):
                yield f"{title}: {words} is said to be on page {page}, it is on {sorted(stands.get(words, set()))}"


def _attachment(document, pdf):
    """The data as one file: valid, public, and in the register of associated files."""
    files = pdf.Root.get("/AF", [])
    if len(files) != 1:
        yield f"{len(files)} associated files"
        return
    spec = files[0]
    if spec.get("/AFRelationship") != "/Data" or not str(spec.get("/Desc", "")).strip():
        yield f"the data's relationship is {spec.get('/AFRelationship')}, its description {spec.get('/Desc')!r}"
    if list(pdf.attachments) != [str(spec.UF)]:
        yield f"the attachments are {list(pdf.attachments)}"
    text = spec.EF.F.read_bytes().decode("utf-8")
    data = tomllib.loads(text)
    if document.plan:
        yield from _public(document, text, data)


def _public(document, text, data):
    missing = [name for name, sources in PUBLIC.items() if any(document.plan.glob(sources)) and not data.get(name)]
    if missing:
        yield f"the data holds no {', '.join(missing)}"
    private = [key for key, _ in _entries(data) if key in PRIVATE]
    if private:
        yield f"the data holds {private[:3]}"
    comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    if comments:
        yield f"the data holds the comment {comments[0]}"
    strings = [value for _, value in _entries(data) if isinstance(value, str)]
    paths = [value for value in strings if re.search(r"\.(toml|csv|xlsx|png|jpe?g|svg|md)\b|^/|\\\\", value)]
    if paths:
        yield f"the data names the files {paths[:3]}"
    for path in sorted(document.plan.rglob("*.toml")):
        for key, value in _entries(tomllib.loads(path.read_text("utf-8"))):
            if key in PRIVATE and isinstance(value, str) and squeeze(value) in squeeze(text):
                yield f"the data repeats a private {key} of {path.name}"


def _entries(value, key=""):
    """All keys with their values, at any depth; entries of lists carry the list's key."""
    yield key, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _entries(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from _entries(inner, key)


def _figures_and_tables(structure, tree, counts):
    for figure in structure.top.every("/Figure", "/Formula"):
        counts["figures"] += 1
        if not (figure.alt or "").strip():
            yield "a figure has no alternative text"
    tables = list(structure.top.every("/Table"))
    for table, wanted in zip(tables, tree.tables):
        heads = list(table.every("/TH"))
        scopes = {str(one.attributes.get("/Scope")) for one in heads}
        counts["header cells"] += len(heads)
        name = wanted.caption or "a table without caption"
        if not scopes <= {"/Column", "/Row", "/Both"}:
            yield f"{name}: header cells with the scopes {scopes}"
        if "/Column" not in scopes:
            yield f"{name}: no heads of columns"
        if any(cell.header and cell.row >= wanted.header_rows for cell in wanted.cells) and "/Row" not in scopes:
            yield f"{name}: no heads of rows"


def _fonts(pdf, counts):
    """Every font of the file is embedded, and is one of ours."""
    for one in pdf.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            counts["fonts"] += 1
            if not any(name in one for name in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"the font {one.FontName} is not embedded"
            if not re.match(r"/([A-Z]{6}\+)?Carlito", str(one.FontName)):
                yield f"a font that is not ours: {one.FontName}"
        if (
            isinstance(one, pikepdf.Dictionary)
            and one.get("/Type") == "/Font"
            and one.Subtype not in ("/Type0", "/CIDFontType0", "/CIDFontType2")
        ):
            yield f"a font of the kind {one.Subtype}"
