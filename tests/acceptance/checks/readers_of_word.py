"""Programs that are not ours open the Word file and see what it holds: python-docx, pandoc and LibreOffice."""

import collections
import json
import re
from concurrent.futures import ThreadPoolExecutor

import docx
import pikepdf

from readers import docx as own
from readers import skeleton
from readers.reading import squeeze
from work import call


def check(work):
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda document: _judge(work, document), work.documents))
    problems = [problem for found, _ in results for problem in found]
    pages = [count for _, count in results]
    figures = f"{len(results)} Word files in python-docx, pandoc and LibreOffice ({sum(pages)} pages)"
    return figures, problems


def _judge(work, document):
    tree = skeleton.read(document.skeleton)
    problems = [*_python_docx(document, tree), *_pandoc(document)]
    found, pages = _libreoffice(work, document)
    return [f"{document.name}: {one}" for one in [*problems, *found]], pages


def _python_docx(document, tree):
    opened = docx.Document(str(document.docx))
    if len(opened.tables) != len(tree.tables):
        yield f"python-docx sees {len(opened.tables)} tables, the tree has {len(tree.tables)}"
    if squeeze(opened.core_properties.title) != tree.title:
        yield f"python-docx reads the title {opened.core_properties.title!r}"
    if opened.core_properties.language != tree.lang:
        yield f"python-docx reads the language {opened.core_properties.language!r}"
    if len(opened.inline_shapes) != len(tree.figures):
        yield f"python-docx sees {len(opened.inline_shapes)} pictures, the tree has {len(tree.figures)}"


def _pandoc(document):
    """The heading tree; pandoc does not compute automatic numbers."""
    parsed = json.loads(call("pandoc", "--from", "docx", "--to", "json", document.docx).stdout)
    seen = [(block["c"][0], squeeze(_words(block["c"][2]))) for block in parsed["blocks"] if block["t"] == "Header"]
    found = json.loads(document.skeleton.read_text("utf-8"))
    wanted = [(line["level"], line["text"]) for line in found["headings"]]
    if seen != wanted:
        differing = [pair for pair in zip(wanted, seen) if pair[0] != pair[1]]
        yield f"pandoc sees {len(seen)} headings, the tree has {len(wanted)}; first difference {differing[:1]}"


def _words(inlines):
    out = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind == "Quoted":
            out.append(_words(content[1]))
        elif kind in ("Span", "Link"):
            out.append(_words(content[1]))
        elif kind in ("Strong", "Emph", "Underline", "Superscript", "SmallCaps"):
            out.append(_words(content))
        elif kind != "Note":
            raise ValueError(f"unexpected inline {kind} in a heading")
    return "".join(out)


def _libreoffice(work, document):
    """The PDF that LibreOffice makes of it: all its words are there."""
    name = document.name.replace("/", "-")
    folder = work.scratch / "libreoffice" / name
    profile = work.scratch / "libreoffice" / f"{name}-profile"
    folder.mkdir(parents=True)
    call(
        "soffice",
        f"-env:UserInstallation=file://{profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        folder,
        document.docx,
    )
    made = folder / f"{document.docx.stem}.pdf"
    if not made.is_file():
        return ["LibreOffice made no PDF"], 0
    pages = int(re.search(r"Pages:\s+(\d+)", call("pdfinfo", made).stdout).group(1))
    text = call("pdftotext", "-raw", made, "-").stdout
    seen = collections.Counter(_tokens(text))
    # Narrow cells part words, and a footnote's mark sticks to its word: those are looked for with all gaps closed.
    closed = re.sub(r"-\n|\W", "", _plain(text))
    # A word that the end of a page parts has the foot of that page and the head of the next between its halves.
    bodies = ["\n".join(page.strip().splitlines()[1:-1]) for page in text.split("\f")]
    through = re.sub(r"-\n|\W", "", _plain("\n".join(bodies)))
    # LibreOffice 7.4 drops footnotes when comments stand between them, so drafts are not asked for notes.
    pieces = [piece for piece in own.read(document.docx).pieces if not (document.draft and piece.kind == "note")]
    wanted = collections.Counter(_tokens(" ".join(piece.text for piece in pieces)))
    missing = {word: count for word, count in wanted.items() if max(seen[word], closed.count(word), through.count(word)) < count}
    problems = [*_contents(made)] if pages else ["LibreOffice's PDF has no page"]
    if missing:
        problems.append(f"{len(missing)} of {len(wanted)} words missing in LibreOffice's PDF: {list(missing)[:8]}")
    return problems, pages


def _contents(path):
    """The numbers of pages in contents are those that LibreOffice itself comes to: they are links, at the end of their lines."""
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
        for page, words in zip(pdf.pages, call("pdftotext", "-layout", path, "-").stdout.split("\f")):
            lines = re.findall(r"\.{5,} *(\d+)$", words, re.M)
            links = [one for one in page.get("/Annots", []) if re.fullmatch(r"\d+", str(one.get("/Contents")))]
            edge = max((one.Rect[2] for one in links), default=0)
            told = [(str(one.Contents), numbers[one.Dest[0].objgen]) for one in links if edge - one.Rect[2] < 1] if lines else []
            if sorted(lines) != sorted(shown for shown, _ in told):
                yield f"lines of contents end with {lines}, links there with {[shown for shown, _ in told]}"
            yield from (f"contents say page {shown}, LibreOffice sets it on {there}" for shown, there in told if int(shown) != there)


def _tokens(text):
    return re.findall(r"\w+", _plain(text))


def _plain(text):
    """No soft hyphens, and ligatures apart."""
    for old, new in (("\u00ad", ""), ("ﬁ", "fi"), ("ﬂ", "fl"), ("ﬀ", "ff"), ("ﬃ", "ffi"), ("ﬄ", "ffl")):
        text = text.replace(old, new)
    return text
