"""Accepting all tracked changes gives the new version, rejecting all the old one: told by our own reading of the standard, by
LibreOffice and by pandoc. A section put in first marks itself and nothing else."""

import difflib
import json
import re
import zipfile
from concurrent.futures import ThreadPoolExecutor

import revision
from libreoffice import ACCEPT, REJECT, LibreOffice
from readers import fodt, layout, tracked
from readers.numbering import W
from work import Broken, call

SIDES = ((True, "accepted", ACCEPT), (False, "rejected", REJECT))
# LibreOffice and pandoc read the two pairs with changes of all kinds.
OTHERS = ("udgivelse", "revision")
# Between tables LibreOffice leaves no more empty paragraphs than these when all is accepted, or rejected.
EMPTY = 2


def check(work):
    pairs = work.pairs
    problems = [problem for pair in pairs.values() for problem in _own(pair)]
    with ThreadPoolExecutor(2) as pool:
        offices = [LibreOffice(work.scratch / "redline-lo" / name) for name in OTHERS]
        found = pool.map(lambda one: _libreoffice(pairs[one[0]], one[1]), zip(OTHERS, offices))
        problems += [problem for one in found for problem in one]
        found = pool.map(lambda name: _pandoc(work, pairs[name]), OTHERS)
        problems += [problem for one in found for problem in one]
    problems += _first(pairs["afsnit"])
    empty, found = _samples(work, offices[0])
    problems += found
    lost = {name: _lost(pair) for name, pair in pairs.items()}
    problems += [problem for _, found in lost.values() for problem in found]
    spoilt = _controls(work, pairs["revision"], offices[0])
    marks = {name: sum(count(pair.redline.docx).values()) for name, pair in pairs.items()}
    told = ", ".join(f"{name} {number} marks" for name, number in marks.items())
    alone = sum(number for number, _ in lost.values())
    return f"{len(work.revision[1])} edits scripted; {told}; {alone} references to exchanged tables; {spoilt} spoilt copies told; {empty} empty paragraphs left in the samples", problems


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def count(path):
    """Marks of each kind in all parts of a Word file."""
    out = {}
    for name, content in read(path).items():
        if name.startswith("word/") and name.endswith(".xml"):
            for kind, number in tracked.marks(tracked.parse(content)).items():
                out[kind] = out.get(kind, 0) + number
    del out["looks"]
    return out


def _version(pair, accept):
    return (pair.new if accept else pair.old).docx


def _differences(pair, judge, state, wanted, seen):
    """What two lists of lines differ in."""
    lines = [line for line in difflib.unified_diff(wanted, seen, n=0, lineterm="") if line[:3] not in ("---", "+++")]
    return [f"{pair.name}, {judge}, {state}: {line}" for line in lines if not line.startswith("@@")]


# ---- Our own reading ----


def _own(pair, parts=None):
    parts = parts or read(pair.redline.docx)
    out = []
    for accept, state, _ in SIDES:
        seen = layout.lines(parts, accept)
        out += _differences(pair, "own reading", state, layout.lines(read(_version(pair, accept))), seen)
    return out


def _lost(pair):
    """References lead to places that are there. Only a table that is taken out and put in whole, as one that got a column, takes
    its place along when all is rejected: how many references meet that is told."""
    parts = read(pair.redline.docx)
    problems = [f"{pair.name}: a reference to {one} leads nowhere when all is accepted" for one in layout.lost(parts, True)]
    root = tracked.parse(parts["word/document.xml"])
    new = {
        mark.get(f"{W}name")
        for caption in root.iter(f"{W}p")
        if caption.find(f"{W}pPr/{W}pStyle") is not None and caption.find(f"{W}pPr/{W}pStyle").get(f"{W}val") == "Caption"
        for mark in caption.iter(f"{W}bookmarkStart")
    }
    rejected = layout.lost(parts, False)
    problems += [f"{pair.name}: a reference to {one} leads nowhere when all is rejected" for one in rejected if one not in new]
    return len(rejected), problems


# ---- LibreOffice ----


def _libreoffice(pair, office, sides=SIDES, redline=None):
    out = []
    for accept, state, command in sides:
        seen, wanted = (office.save(redline or pair.redline.docx, command), office.save(_version(pair, accept)))
        told = _differences(pair, "LibreOffice", state, fodt.lines(wanted), fodt.lines(seen))
        # Where a table came with its gap, as the list of abbreviations does: our own reading, which is stricter, asks for it.
        empty = [line for line in told if line.endswith("+¶ Tabelafstand: ")]
        out += [line for line in told if line not in empty or len(empty) > EMPTY]
        left = fodt.changes(seen)
        if left:
            out.append(f"{pair.name}, LibreOffice, {state}: {left} changes are left")
    return out


def _samples(work, office):
    """Every kind of change at once. LibreOffice is held against our own reading, which the program's tests hold against both
    versions. Of what was taken out or put in between two tables it leaves an empty paragraph; how many is told."""
    left, problems = 0, []
    for name in ("redlined", "hostile-redlined"):
        call(work.binary, "sample", name, "--out", work.scratch / name)
        redline = work.scratch / name / "sample.docx"
        for accept, state, command in SIDES:
            clean = work.scratch / name / f"{state}.docx"
            write(clean, _resolved(read(redline), accept))
            wanted, seen = (fodt.lines(office.save(path, how)) for path, how in ((clean, ""), (redline, command)))
            told = [line for line in difflib.unified_diff(wanted, seen, n=0, lineterm="") if line[:2] not in ("--", "++", "@@")]
            empty = [line for line in told if re.fullmatch(r"\+¶ [^:]*: ", line)]
            left += len(empty)
            problems += [f"{name}, LibreOffice, {state}: {line}" for line in told if line not in empty or len(empty) > EMPTY]
    return left, problems


def _resolved(parts, accept):
    """A Word file without tracked changes."""
    marked = [name for name in parts if re.fullmatch(r"word/(document|footnotes|header\d)\.xml", name)]
    for name in marked:
        parts[name] = layout.etree.tostring(tracked.resolved(tracked.parse(parts[name]), accept))
    return parts


# ---- pandoc ----


def _pandoc(work, pair, sides=SIDES, redline=None):
    """Everything but tables, of which pandoc reads the rows of both versions, whatever is asked of it, and but where links lead:
    one that came or went is a field, which it does not read inside a change. Our own reading asks for both."""
    out = []
    for accept, state, _ in sides:
        seen = _blocks(work, redline or pair.redline.docx, "accept" if accept else "reject", pair.name)
        wanted = _blocks(work, _version(pair, accept), "accept", pair.name)
        out += _differences(pair, "pandoc", state, wanted, seen)
    return out


def _blocks(work, path, changes, name):
    without = work.scratch / f"pandoc-{name}-{path.stem}-{changes}.docx"
    parts = read(path)
    parts["word/document.xml"] = _without_results(parts["word/document.xml"])
    write(without, parts)
    parsed = json.loads(call("pandoc", "--from", "docx", f"--track-changes={changes}", "--to", "json", without).stdout)
    return list(_plain(parsed["blocks"]))


def write(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def _without_results(content):
    """A document whose fields show nothing: their results are computed anew when the file is opened."""
    root = tracked.parse(content)
    fields = []
    for one in root.iter(*(f"{W}{name}" for name in ("fldChar", "instrText", "delInstrText", "t", "delText"))):
        if one.tag == f"{W}fldChar":
            kind = one.get(f"{W}fldCharType")
            if kind == "begin":
                fields.append("")
            elif kind == "end":
                fields.pop()
        elif one.tag in (f"{W}t", f"{W}delText"):
            if any(not code.startswith("HYPERLINK") for code in fields):
                one.text = ""
        else:
            fields[-1] += (one.text or "").strip()
    return layout.etree.tostring(root)


def _plain(blocks):
    for block in blocks:
        kind, content = block["t"], block.get("c")
        if kind == "Table":
            continue
        if kind in ("BulletList", "OrderedList"):
            for item in content if kind == "BulletList" else content[1]:
                yield from (f"- {line}" for line in _plain(item))
        elif kind in ("Div", "BlockQuote"):
            yield from _plain(content[1] if kind == "Div" else content)
        else:
            words = _joined(" ".join(_inline(content).split()))
            if words:
                yield f"{kind} {words}"


def _joined(words):
    """Neighbours of one look are one: a change between them parts them."""
    joined = re.sub(r"(<(Strong|Emph|Underline) [^<>]*)>( ?)<\2 ", r"\1\3", words)
    return words if joined == words else _joined(joined)


def _inline(content):
    """The words of whatever pandoc gives, with the looks that it knows."""
    if isinstance(content, dict):
        kind, inner = content["t"], content.get("c")
        if kind in ("Str", "Code"):
            return inner if kind == "Str" else inner[1]
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if kind in ("Strong", "Emph", "Underline", "Superscript", "Note"):
            return f"<{kind} {_inline(inner)}>"
        if kind == "Link":
            return _inline(inner[1])
        if kind == "Image":
            return f"<image {_inline(inner[1])}>"
        if kind in ("Span", "Quoted"):
            return _inline(inner[1])
        return _inline(inner)
    if isinstance(content, list):
        return "".join(_inline(one) for one in content)
    return ""


# ---- A section put in first ----


def _first(pair):
    """All marks stand in the new chapter and section, which are marked whole; nothing is struck."""
    parts = read(pair.redline.docx)
    marked = [name for name, content in parts.items() if name.endswith(".xml") and sum(tracked.marks(tracked.parse(content)).values())]
    if sorted(marked) != ["word/document.xml", "word/footnotes.xml"]:
        yield f"{pair.name}: marks stand in {marked}"
    root = tracked.parse(parts["word/document.xml"])
    if root.find(f".//{W}del") is not None:
        yield f"{pair.name}: something is struck"
    body = list(root.find(f"{W}body"))
    places = [at for at, block in enumerate(body) if sum(tracked.marks(block).values())]
    words = [tracked.text(body[at]) for at in places]
    if not places or words[0] != revision.FIRST_WORDS or revision.LAST_WORDS not in words:
        raise Broken(f"{pair.name}: the new chapter is not marked: {words[:3]}")
    # The chapter, the heading and words of the agreement that stood there, the section.
    kept = [tracked.text(body[at]) for at in range(places[0], places[-1] + 1) if at not in places]
    if len(kept) > 2:
        yield f"{pair.name}: between the marks stand {kept}"
    number, least = sum(count(pair.redline.docx).values()), revision.FIRST_MARKS
    if number > least * revision.MOST:
        yield f"{pair.name}: {number} marks, where {least} show it"


# ---- Files that are spoilt on purpose ----


def _controls(work, pair, office):
    """A judge that passes a file with a mark lost judges nothing."""
    for name, side in SPOILT.items():
        parts = read(pair.redline.docx)
        root = tracked.parse(parts["word/document.xml"])
        name(root)
        parts["word/document.xml"] = layout.etree.tostring(root)
        told = [line for line in _own(pair, parts) if side[1] in line]
        if not told:
            raise Broken(f"our own reading does not see »{name.__doc__}« when all is {side[1]}")
        if name in (_struck_words_stay, _new_words_are_not_marked):
            path = work.scratch / f"{name.__name__.strip('_')}.docx"
            write(path, parts)
            for judge in (lambda: _libreoffice(pair, office, [side], path), lambda: _pandoc(work, pair, [side], path)):
                if not judge():
                    raise Broken(f"LibreOffice or pandoc does not see »{name.__doc__}« when all is {side[1]}")
    return len(SPOILT)


def _mark(root, kind, place):
    """The middle one of the marks of a kind."""
    inside = {"run": lambda parent: parent.tag == f"{W}p" and parent.getparent().tag == f"{W}body"}
    fits = inside.get(place, lambda parent: parent.tag == f"{W}{place}")
    found = [one for one in root.iter(f"{W}{kind}") if fits(one.getparent()) and (place != "run" or tracked.words(one))]
    if not found:
        raise Broken(f"the redline of the revision has no {kind} of a {place}")
    return found[len(found) // 2]


def _unwrap(mark):
    parent, at = mark.getparent(), mark.getparent().index(mark)
    for child in reversed(list(mark)):
        parent.insert(at, child)
    parent.remove(mark)


def _struck_words_stay(root):
    """struck words are not marked"""
    mark = _mark(root, "del", "run")
    for one in mark.iter(f"{W}delText"):
        one.tag = f"{W}t"
    _unwrap(mark)


def _new_words_are_not_marked(root):
    """new words are not marked"""
    _unwrap(_mark(root, "ins", "run"))


def _row_is_not_marked(root):
    """a new row is not marked"""
    mark = _mark(root, "ins", "trPr")
    mark.getparent().remove(mark)


def _struck_row_is_not_marked(root):
    """a struck row is not marked"""
    mark = _mark(root, "del", "trPr")
    mark.getparent().remove(mark)


def _paragraph_is_not_marked(root):
    """the end of a new paragraph is not marked"""
    mark = _mark(root, "ins", "rPr")
    mark.getparent().remove(mark)


def _letter_is_lost(root):
    """a letter is lost"""
    words = [one for one in root.iter(f"{W}t") if one.text and len(one.text) > 40]
    words[len(words) // 2].text = words[len(words) // 2].text[1:]


SPOILT = {
    _struck_words_stay: SIDES[0],
    _new_words_are_not_marked: SIDES[1],
    _row_is_not_marked: SIDES[1],
    _struck_row_is_not_marked: SIDES[0],
    _paragraph_is_not_marked: SIDES[1],
    _letter_is_lost: SIDES[0],
}
