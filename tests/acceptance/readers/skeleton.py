"""Reads the skeleton that the program writes beside a document."""

import json

from .reading import Cell, Reading, Table, squeeze


def read(path):
    found = json.loads(path.read_text("utf-8"))
    out = Reading(title=found["title"], lang=found["lang"], remarks=[(None, one) for one in found["remarks"]])
    for piece in found["pieces"]:
        out.add(piece["kind"], piece["level"], f"{piece['label']} {piece['text']}")
    out.lists = [(one["depth"], one["ordered"], one["items"]) for one in found["lists"]]
    captions = _captions(found)
    out.tables = [_table(one, captions) for one in found["tables"]]
    out.figures = [(captions["figure", one["number"]], one["alt"]) for one in found["figures"]]
    out.notes = [(one["number"], one["text"]) for one in found["notes"]]
    out.links = [(one["url"], one["text"]) for one in found["links"]]
    out.contents = [(one["title"], [_line(line) for line in one["lines"]]) for one in found["contents"]]
    return out


def _captions(found):
    """Captions with label, by kind and number. A table and a figure may have the same title and number: then the label tells."""
    labels = {}
    for piece in found["pieces"]:
        if piece["kind"] == "caption":
            labels.setdefault((piece["text"], piece["label"].split()[-1]), []).append(piece["label"])
    out = {}
    for kind, every in (("table", found["tables"]), ("figure", found["figures"])):
        own = {one["number"]: labels.get((one["caption"], one["number"]), []) for one in every if one["number"]}
        names = {label.split()[0] for said in own.values() if len(said) == 1 for label in said}
        for one in every:
            said = own.get(one["number"], [])
            of_kind = [label for label in said if label.split()[0] in names] or said
            out[kind, one["number"]] = squeeze(f"{of_kind[0]} {one['caption']}") if of_kind else ""
    return out


def _line(line):
    return line["level"], squeeze(f"{line['number']} {line['text']}"), None


def _table(one, captions):
    cells = [
        Cell(cell["row"], cell["column"], cell["rowspan"], cell["colspan"], cell["header"], cell["text"])
        for cell in one["cells"]
    ]
    return Table(captions["table", one["number"]], one["rows"], one["columns"], one["header_rows"], one["wide"], cells)
