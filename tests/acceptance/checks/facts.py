"""The figures, addresses, names and labels of the model plan stand in both documents, each in its context."""

import re
import tomllib

from readers import docx, pdf
from readers.reading import squeeze
from work import HERE, SUBMITTED

FACTS = HERE / "facts"
WANTED = 0.98


def check(work):
    facts = {path.stem: _facts(path) for path in sorted(FACTS.glob("*.txt"))}
    left_out = {
        one["fakta"]: one["grund"] for one in tomllib.loads((FACTS / "udeladt.toml").read_text("utf-8"))["udeladt"]
    }
    every = [fact for several in facts.values() for fact in several]
    problems = [f"udeladt.toml names a fact that is in no list: {one}" for one in left_out if one not in every]
    problems += [f"udeladt.toml gives no reason for {one}" for one, reason in left_out.items() if not reason.strip()]
    document = next(one for one in work.documents if one.plan == SUBMITTED and not one.draft)
    shares = []
    for form, reading in (("PDF", pdf.read(document.pdf)), ("Word", docx.read(document.docx))):
        missing = _missing(every, list(_units(reading)))
        share = 1 - len(missing) / len(every)
        shares.append(f"{form} {100 * share:.1f} %")
        if share < WANTED:
            problems.append(f"{form}: only {100 * share:.2f} % of the facts")
        problems += [f"{form}: missing: {one}" for one in missing if one not in left_out]
        problems += [
            f"{form}: {one} is there, though udeladt.toml leaves it out"
            for one in left_out
            if one in every and one not in missing
        ]
    lists = ", ".join(f"{len(several)} {name}" for name, several in facts.items())
    return f"{len(every)} facts ({lists}): {', '.join(shares)}; {len(left_out)} left out with a reason", problems


def _facts(path):
    lines = (line.strip() for line in path.read_text("utf-8").splitlines())
    out = [line for line in lines if line and not line.startswith("#")]
    if len(out) != len(set(out)):
        raise ValueError(f"{path.name} says {[one for one in out if out.count(one) > 1][0]} twice")
    return out


def _missing(facts, units):
    texts = [(_plain(text), _plain(cell)) for text, cell in units]
    return [fact for fact in facts if not any(_holds(unit, fact.split(" | ")) for unit in texts)]


def _holds(unit, parts):
    text, cell = unit
    for part in map(_plain, parts):
        if part == "-":
            if cell != "-":
                return False
        elif part not in text or not re.search(rf"(?<!\w)(?<!\d[.,]){re.escape(part)}(?!\w)(?![.,]\d)", text):
            return False
    return True


def _units(reading):
    """What is read together: a paragraph, a row or a cell with its caption, its column's heads and its row's labels."""
    for piece in reading.pieces:
        if piece.kind != "cell":
            yield piece.text, ""
    for table in reading.tables:
        grid = {}
        for cell in table.cells:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in range(cell.column, cell.column + cell.colspan):
                    grid[row, column] = cell
        for row in range(table.rows):
            yield " ".join(_texts(grid, [(row, column) for column in range(table.columns)])), ""
        for cell in table.cells:
            yield _in_context(table, grid, cell), cell.text


def _in_context(table, grid, cell):
    left = [(cell.row, column) for column in range(cell.column)]
    labels = [place for place in left if place[1] < 2 or re.search(r"[^\W\d]", grid[place].text)]
    heads = [(row, column) for _, column in [*labels, (cell.row, cell.column)] for row in range(table.header_rows)]
    return " ".join([table.caption, *_texts(grid, heads), *_texts(grid, labels), cell.text])


def _texts(grid, places):
    """The words of cells, each once."""
    return list({id(grid[place]): grid[place].text for place in places if place in grid}.values())


def _plain(text):
    """Without what typography changes: kinds of dashes and spaces, points in thousands, capitals."""
    text = re.sub(r"[–—‑−]", "-", squeeze(text).lower())
    text = re.sub(r"(?<=\d)\.(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"\s+%", "%", text)
    return re.sub(r"\s*/\s*", "/", text)
