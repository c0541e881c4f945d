"""The heads that a screen reader is told for each data cell: all of its column, its rows and its group, none of another's.

Judged by the tree of tags alone: where cells stand follows from their spans, what heads what from scopes and places. veraPDF
asks only that a cell has heads.
"""

import pikepdf

COLUMN, ROW = "/Column", "/Row"


def check(work):
    problems, tables, cells = [], 0, 0
    for document in work.documents:
        with pikepdf.open(document.pdf) as pdf:
            for number, table in enumerate(_tables(pdf.Root.StructTreeRoot), 1):
                grid = Grid(table)
                tables += 1
                cells += sum(cell.scope is None for cell in grid.cells)
                problems += [f"{document.name}, table {number}: {one}" for one in grid.problems()]
    return f"{tables} tables, {cells} data cells", problems


def _kids(element):
    kids = element.get("/K", [])
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]


def _tables(element):
    for kid in _kids(element) if "/K" in element else []:
        if kid.S == "/Table":
            yield kid
        else:
            yield from _tables(kid)


class Cell:
    """A cell, what it heads, and the ids of the heads that it names."""

    def __init__(self, element, row, column):
        said = {}
        attributes = element.get("/A", [])
        for one in attributes if isinstance(attributes, pikepdf.Array) else [attributes]:
            if one.get("/O") == "/Table":
                said = one
        self.rows = range(row, row + int(said.get("/RowSpan", 1)))
        self.columns = range(column, column + int(said.get("/ColSpan", 1)))
        self.scope = str(said.get("/Scope")) if element.S == "/TH" else None
        self.id = bytes(element.ID) if "/ID" in element else None
        self.named = [bytes(head) for head in said.get("/Headers", [])]
        self.empty = len(element.get("/K", [])) == 0

    def __str__(self):
        return f"the cell in row {self.rows.start + 1}, column {self.columns.start + 1}"


class Grid:
    """The cells of a table at their places."""

    def __init__(self, table):
        parts = [[kid] if kid.S == "/TR" else _kids(kid) for kid in _kids(table)]
        rows = [row for part in parts for row in part if row.S == "/TR"]
        self.cells, taken = [], set()
        for number, row in enumerate(rows):
            column = 0
            for element in _kids(row):
                while (number, column) in taken:
                    column += 1
                cell = Cell(element, number, column)
                taken |= {(r, c) for r in cell.rows for c in cell.columns}
                self.cells.append(cell)
        by_row = [[cell for cell in self.cells if cell.rows.start == number] for number in range(len(rows))]
        heads = [bool(row) and all(cell.scope == COLUMN for cell in row) for row in by_row]
        self.head_rows = next((at for at, is_head in enumerate(heads) if not is_head), len(heads))
        # A head of columns below the head is that of a group. One right below it is no row of the head: it spans all.
        width = max((cell.columns.stop for cell in self.cells), default=0)
        while self.head_rows > 1 and len(by_row[self.head_rows - 1]) == 1 and len(by_row[self.head_rows - 1][0].columns) == width:
            self.head_rows -= 1
        self.groups = sorted(cell.rows.start for cell in self.cells if cell.scope == COLUMN and cell.rows.start >= self.head_rows)

    def problems(self):
        heads = {cell.id: cell for cell in self.cells if cell.scope}
        left = set()
        for cell in self.cells:
            if cell.scope is not None:
                continue
            unknown = [head for head in cell.named if head not in heads]
            if unknown:
                yield f"{cell} names heads of no cell of its table: {unknown}"
                continue
            if len(set(cell.named)) < len(cell.named):
                yield f"{cell} names a head twice"
            named = {id(heads[head]) for head in cell.named}
            group = max((row for row in self.groups if row < cell.rows.start), default=None)
            for head in heads.values():
                wanted = self._heads(head, cell, group)
                if head.rows.start == group and id(head) not in named:
                    # After its sum a group has no rows.
                    left.add(group)
                elif not _meet(head.rows, cell.rows) and head.rows.start == group and group in left and cell.rows.start not in self.groups:
                    yield f"{cell} stands after the end of the group that it names"
                elif wanted and id(head) not in named and not head.empty and not _stands_before(cell, head):
                    yield f"{cell} does not name {head}"
                elif not wanted and id(head) in named:
                    yield f"{cell} names {head}, which heads others"

    def _heads(self, head, cell, group):
        """Whether a head heads a cell."""
        if head.scope == ROW:
            return _meet(head.rows, cell.rows)
        if head.rows.start < self.head_rows:
            return _meet(head.columns, cell.columns)
        # The head of a group heads its rows, and the cells after it in its own.
        after = _meet(head.rows, cell.rows) and head.columns.start < cell.columns.start
        return after or head.rows.start == group


def _stands_before(cell, head):
    """Whether a cell without words stands where a head might, before the head of its row: nothing is headed there."""
    return cell.empty and head.scope == ROW and cell.columns.stop <= head.columns.start


def _meet(one, other):
    return one.start < other.stop and other.start < one.stop
