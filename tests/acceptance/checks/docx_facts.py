"""What Word users expect of a well made file: styles, numbering, fields, repeated headers, language, controls."""

import re
import tomllib

from readers import docx, skeleton
from readers.docx import WP
from readers.numbering import W, val
from readers.package import Package, heading_level, watermark
from readers.reading import squeeze
from work import ROOT, SUBMITTED

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
FIELDS = "{urn:helhedsplan:fields:1}field"
DC = "{http://purl.org/dc/elements/1.1/}"
CP = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
DCTERMS = "{http://purl.org/dc/terms/}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def check(work):
    problems, counts = [], {"headings": 0, "fields": 0, "tables": 0, "pictures": 0, "content controls": 0}
    for document in work.documents:
        package = Package(document.docx)
        parts = (_styles, _fields, _tables, _pictures, _footnotes, _language, _properties, _frame)
        found = [one for part in parts for one in part(document, package, counts)]
        found += _controls(document, package, counts)
        problems += [f"{document.name}: {one}" for one in found]
    figures = ", ".join(f"{count} {name}" for name, count in counts.items())
    return f"{len(work.documents)} Word files, {figures}", problems


def _styles(document, package, counts):
    """Headings have Word's own styles, numbered by one multilevel list."""
    numbering = package.xml("word/numbering.xml")
    headings = {val(one, f"{W}name"): one for one in package.styles.values()}
    numbers = set()
    for level in range(1, 7):
        style = headings.get(f"heading {level}")
        if style is None or val(style, f"{W}pPr/{W}outlineLvl") != str(level - 1):
            yield f"no style of Word's for headings of level {level}"
            continue
        numbers.add(val(style, f"{W}pPr/{W}numPr/{W}numId"))
    if len(numbers) != 1:
        yield f"the headings are numbered by the lists {numbers}"
        return
    number = next(one for one in numbering.iter(f"{W}num") if one.get(f"{W}numId") in numbers)
    wanted = val(number, f"{W}abstractNumId")
    abstract = next(one for one in numbering.iter(f"{W}abstractNum") if one.get(f"{W}abstractNumId") == wanted)
    if val(abstract, f"{W}multiLevelType") != "multilevel":
        yield "the headings' list is not multilevel"
    linked = [val(level, f"{W}pStyle") for level in abstract.iter(f"{W}lvl")]
    if linked != [f"Heading{level}" for level in range(1, 7)]:
        yield f"the headings' list is linked to {linked}"
    paragraphs = list(package.document.iter(f"{W}p"))
    counts["headings"] += sum(heading_level(package, one) > 0 for one in paragraphs)
    unknown = {val(one, f"{W}pPr/{W}pStyle") for one in paragraphs} - {None, *package.styles}
    if unknown:
        yield f"paragraphs of styles that are not defined: {unknown}"


def _codes(package):
    """Every complex field: its code, what it shows, and the paragraph it starts in."""
    open_fields = []
    for paragraph in package.document.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            for child in run.iter():
                if child.tag == f"{W}fldChar":
                    kind = child.get(f"{W}fldCharType")
                    if kind == "begin":
                        open_fields.append(["", "", paragraph, False])
                    elif kind == "separate":
                        open_fields[-1][3] = True
                    else:
                        code, shown, start, _ = open_fields.pop()
                        yield code.split(), squeeze(shown), start
                elif open_fields and child.tag == f"{W}instrText":
                    open_fields[-1][0] += child.text or ""
                elif child.tag == f"{W}t":
                    for one in open_fields:
                        one[1] += (child.text or "") if one[3] else ""


def _fields(document, package, counts):
    """Contents are filled in; captions count; references show what they lead to."""
    targets = _bookmarked(package)
    fields = list(_codes(package))
    counts["fields"] += len(fields)
    sequences = {}
    for code, shown, paragraph in fields:
        if code[0] in ("REF", "PAGEREF") and code[1] not in targets:
            yield f"{' '.join(code)} leads nowhere"
        elif code[0] == "REF" and shown != targets[code[1]]["\\r" if "\\r" in code else ""]:
            yield f"{' '.join(code)} shows {shown!r} for {targets[code[1]]}"
        elif code[0] == "PAGEREF" and not shown.isdigit():
            yield f"{' '.join(code)} shows {shown!r} as a page"
        elif code[0] == "SEQ":
            sequences[code[1]] = sequences.get(code[1], 0) + 1
            if shown != str(sequences[code[1]]) or package.style(paragraph) != "caption":
                yield f"{' '.join(code)} shows {shown!r} in a paragraph of the style {package.style(paragraph)}"
        elif code[0] == "TOC" and not shown and any(kind in " ".join(code) for kind in ("\\o", "\\c")):
            yield f"{' '.join(code)} is empty"
    kinds = {code[0] for code, _, _ in fields}
    # The plan and the samples hold every kind; the smallest plan refers to nothing, and what is short has no contents.
    wanted = {"TOC", "PAGEREF", "SEQ", "REF"} if document.plan in (None, ROOT / "plan", SUBMITTED) else {"TOC", "PAGEREF"}
    if not document.beside and not wanted <= kinds:
        yield f"the only fields are {sorted(kinds)}"
    for link in package.document.iter(f"{W}hyperlink"):
        anchor = link.get(f"{W}anchor")
        if anchor and anchor not in targets:
            yield f"a link to {anchor} leads nowhere"


def _bookmarked(package):
    """For each bookmark the words inside it, and the automatic number of its paragraph."""
    out = {}
    reader = docx.Reader(package)
    for paragraph in package.document.iter(f"{W}p"):
        number = squeeze(reader.number(paragraph) or "")
        open_marks = {}
        for element in paragraph.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}t"):
            ident = element.get(f"{W}id")
            if element.tag == f"{W}bookmarkStart":
                open_marks[ident] = element.get(f"{W}name")
                if open_marks[ident] in out:
                    raise ValueError(f"two bookmarks {open_marks[ident]}")
                out[open_marks[ident]] = {"": "", "\\r": number}
            elif element.tag == f"{W}bookmarkEnd":
                name = open_marks.pop(ident)
                out[name][""] = squeeze(out[name][""])
            else:
                for name in open_marks.values():
                    out[name][""] += element.text or ""
        if open_marks:
            raise ValueError(f"bookmarks without an end: {open_marks}")
    return out


def _tables(document, package, counts):
    """Header rows repeat, rows stay whole, and the look is a named style."""
    for table in package.document.iter(f"{W}tbl"):
        counts["tables"] += 1
        style = package.styles.get(val(table, f"{W}tblPr/{W}tblStyle"))
        if style is None or style.get(f"{W}type") != "table" or style.get(f"{W}customStyle") != "1":
            yield "a table without a named style of its own"
        rows = table.findall(f"{W}tr")
        if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
            yield f"a table whose header does not repeat: {squeeze(' '.join(rows[0].itertext()))}"
        if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
            yield f"a table whose rows may break: {squeeze(' '.join(rows[0].itertext()))}"


def _pictures(document, package, counts):
    seen = [one.get("id") for one in package.document.iter(f"{WP}docPr")]
    if len(seen) != len(set(seen)):
        yield "two pictures have the same id"
    for one in package.document.iter(f"{WP}docPr"):
        counts["pictures"] += 1
        if not (one.get("descr") or "").strip():
            yield "a picture without alternative text"


def _footnotes(document, package, counts):
    references = [one.get(f"{W}id") for one in package.document.iter(f"{W}footnoteReference")]
    if len(references) != len(set(references)) or not set(references) <= set(package.footnotes):
        yield f"footnotes {references} refer to {sorted(package.footnotes)}"
    for ident, note in package.footnotes.items():
        if note.get(f"{W}type"):
            continue
        if ident not in references or note.find(f".//{W}footnoteRef") is None:
            yield f"footnote {ident} is not referred to, or shows no number"
    kinds = {note.get(f"{W}type") for note in package.footnotes.values()}
    if not {"separator", "continuationSeparator"} <= kinds:
        yield "the footnotes have no separators"


def _language(document, package, counts):
    """Danish proofing, and fonts by way of the theme."""
    defaults = package.xml("word/styles.xml").find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    if defaults.find(f"{W}lang").get(f"{W}val") != "da-DK":
        yield "the proofing language is not Danish"
    if defaults.find(f"{W}rFonts").get(f"{W}asciiTheme") != "minorHAnsi":
        yield "the body's font is not the theme's"
    settings = package.xml("word/settings.xml")
    if val(settings, f"{W}themeFontLang") != "da-DK":
        yield "the theme's language is not Danish"
    if settings.find(f"{W}updateFields") is not None:
        yield "Word would ask to update fields on opening"
    fonts = {one.get("typeface") for one in package.xml("word/theme/theme1.xml").iter(f"{A}latin")}
    if fonts != {"Calibri"}:
        yield f"the theme's fonts are {fonts}"
    strange = {one.get(f"{W}val") for one in package.document.iter(f"{W}lang")} - {"da-DK"}
    if strange:
        yield f"words in the languages {strange}"


def _properties(document, package, counts):
    core = package.xml("docProps/core.xml")
    tree = skeleton.read(document.skeleton)
    if squeeze(core.findtext(f"{DC}title") or "") != tree.title:
        yield f"the title property is {core.findtext(f'{DC}title')!r}"
    for name in (
        f"{DC}creator",
        f"{DC}subject",
        f"{CP}keywords",
        f"{DC}language",
        f"{DCTERMS}created",
        f"{CP}contentStatus",
    ):
        if not (core.findtext(name) or "").strip():
            yield f"no property {name.rpartition('}')[2]}"


def _frame(document, package, counts):
    """Running headers, live page numbers, and on drafts a watermark."""
    footers = [name for name in package.parts if re.fullmatch(r"word/footer\d+\.xml", name)]
    codes = {squeeze(one.text) for name in footers for one in package.xml(name).iter(f"{W}instrText")}
    if codes != {"PAGE", "NUMPAGES"}:
        yield f"the footer's fields are {codes}"
    sections = list(package.document.iter(f"{W}sectPr"))
    for index, section in enumerate(sections):
        ends = {one.tag.removeprefix(W) for one in section} & {"headerReference", "footerReference"}
        if index and ends != {"headerReference", "footerReference"}:
            yield f"section {index} has only {ends}"
    if (watermark(document.docx) is not None) != document.draft:
        yield f"its watermark is {watermark(document.docx)!r}"
    if not document.draft and "word/comments.xml" in package.parts:
        yield "a final document carries comments"


def _controls(document, package, counts):
    """Each editable place has a content control with a tag, inside a bookmark; the key table knows the tag."""
    table = {one.get("tag"): one for one in package.xml("customXml/item1.xml").iter(FIELDS)}
    tags, idents = [], []
    footnotes = package.xml("word/footnotes.xml")
    for part in (package.document, footnotes):
        for control in part.iter(f"{W}sdt"):
            tag = val(control, f"{W}sdtPr/{W}tag")
            tags.append(tag)
            idents.append(val(control, f"{W}sdtPr/{W}id"))
            before = control.getprevious()
            mark = before.get(f"{W}name") if before is not None and before.tag == f"{W}bookmarkStart" else ""
            if not re.fullmatch(rf"_{tag}(_\d+)?", mark):
                yield f"the control {tag} stands in the bookmark {mark!r}"
            if control.find(f"{W}sdtPr/{W15}appearance") is None:
                yield f"the control {tag} would be drawn with a frame"
    counts["content controls"] += len(tags)
    if not tags or len(set(idents)) != len(idents):
        yield f"{len(tags)} content controls with {len(set(idents))} ids"
    if set(tags) != set(table):
        yield f"controls and key table differ in {sorted(set(tags) ^ set(table))[:3]}"
    if document.plan:
        yield from _keys(document, table)


def _keys(document, table):
    """Each key of the table leads to a value in the plan's sources, or to a file they take rows from."""
    read = {}
    for field in table.values():
        path = document.plan / field.get("file")
        if not path.is_file():
            yield f"{field.get('tag')} leads to {path.relative_to(ROOT)}, which is not there"
        elif path.suffix == ".toml":
            source = read.setdefault(path, tomllib.loads(path.read_text("utf-8")))
            if _value(source, field.get("path").split(".")) is None:
                yield f"{field.get('tag')} leads to {field.get('path')} in {field.get('file')}, which is not there"


def _value(source, keys):
    for key in keys:
        if isinstance(source, list) and key.isdigit() and int(key) < len(source):
            source = source[int(key)]
        elif isinstance(source, dict) and key in source:
            source = source[key]
        else:
            return None
    return source
