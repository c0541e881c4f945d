"""How many tracked changes show the scripted revision: against the fewest that can, and against Docxodus, which is given the
two clean Word files. Its table stands in `redline-noise.md` among the tools."""

import json
from concurrent.futures import ThreadPoolExecutor

from checks.redline import count, read, write
from readers import layout, tracked
from readers.numbering import W
from revision import MOST
from work import HOME, Broken, call

DOCXODUS = HOME / "docxodus" / "redline"
KINDS = ("runs", "paragraphs", "rows", "cells")


def check(work):
    pair, edits = work.pairs["revision"], work.revision[1]
    least, own = sum(edit.marks for edit in edits), count(pair.redline.docx)
    folder = work.scratch / "noise"
    folder.mkdir()
    with ThreadPoolExecutor(2) as pool:
        as_built = pool.submit(_docxodus, pair.old.docx, pair.new.docx, folder / "as-built.docx")
        bare = [_bare(document.docx, folder / f"{name}.docx") for name, document in (("old", pair.old), ("new", pair.new))]
        friendly = pool.submit(_docxodus, *bare, folder / "bare.docx")
        others = {"Docxodus": as_built.result(), "Docxodus, controls taken out first": friendly.result()}
    _control(bare[0], folder)
    _tell(edits, least, {"helhedsplan": own, **others})
    total = sum(own.values())
    problems = []
    if total > MOST * least:
        problems.append(f"{total} marks are {total / least:.2f} times the fewest, {least}; {MOST} is allowed: {own}")
    problems += [f"{name} needs {sum(marks.values())} marks, we {total}" for name, marks in others.items() if sum(marks.values()) <= total]
    told = ", ".join(f"{name} {sum(marks.values())}" for name, marks in others.items())
    return f"{len(edits)} edits: {total} marks, {total / least:.2f} times the fewest ({least}); {told}", problems


def _docxodus(old, new, made):
    call(DOCXODUS, old, new, made, "--author=Docxodus", "--detect-moves")
    return count(made)


def _control(path, folder):
    """A file against itself has no mark, one with a word changed has one: else its counts say nothing."""
    if sum(_docxodus(path, path, folder / "same.docx").values()):
        raise Broken("Docxodus marks changes between a file and itself")
    parts = read(path)
    root = tracked.parse(parts["word/document.xml"])
    next(one for one in root.iter(f"{W}t") if len(one.text or "") > 40).text += " Og mere."
    parts["word/document.xml"] = layout.etree.tostring(root)
    write(folder / "changed.docx", parts)
    if not sum(_docxodus(path, folder / "changed.docx", folder / "one.docx").values()):
        raise Broken("Docxodus does not see a change")


def _bare(path, to):
    """A Word file without content controls and the bookmarks around them, which Docxodus compares as if they were words."""
    parts = read(path)
    for name in ("word/document.xml", "word/footnotes.xml"):
        root = tracked.parse(parts[name])
        for control in list(root.iter(f"{W}sdt")):
            parent, at = control.getparent(), control.getparent().index(control)
            for child in reversed(list(control.find(f"{W}sdtContent"))):
                parent.insert(at, child)
            parent.remove(control)
        starts = [one for one in root.iter(f"{W}bookmarkStart") if one.get(f"{W}name").startswith("_pk_")]
        names = {one.get(f"{W}id") for one in starts}
        for one in [*starts, *(one for one in root.iter(f"{W}bookmarkEnd") if one.get(f"{W}id") in names)]:
            one.getparent().remove(one)
        parts[name] = layout.etree.tostring(root)
    write(to, parts)
    return to


def _tell(edits, least, counts):
    """The figures as a table and as JSON."""
    kinds = {}
    for edit in edits:
        number, marks = kinds.get(edit.kind, (0, 0))
        kinds[edit.kind] = (number + 1, marks + edit.marks)
    lines = [
        f"{len(edits)} scripted edits; the fewest marks that show them are {least}.",
        "",
        f"| | {' | '.join(KINDS)} | all | × fewest |",
        f"| --- |{' ---: |' * (len(KINDS) + 2)}",
        *(
            f"| {name} | {' | '.join(str(marks[kind]) for kind in KINDS)} | {sum(marks.values())} | {sum(marks.values()) / least:.2f} |"
            for name, marks in counts.items()
        ),
        "",
        "| kind of edit | edits | fewest marks |",
        "| --- | ---: | ---: |",
        *(f"| {kind} | {number} | {marks} |" for kind, (number, marks) in kinds.items()),
    ]
    (HOME / "redline-noise.md").write_text("\n".join(lines) + "\n", "utf-8")
    told = {"edits": len(edits), "fewest": least, "marks": counts}
    (HOME / "redline-noise.json").write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
