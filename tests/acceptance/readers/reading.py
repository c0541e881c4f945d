"""What a reader finds in a document, whatever its format: the shape of `src/doc/skeleton.rs`."""

import re
from dataclasses import dataclass, field

# Soft hyphens and invisible joiners are no words; a hyphen that does not break is a hyphen.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff")) | {0x2011: "-"}


def squeeze(text):
    """One space between words, nothing invisible, nothing at the ends."""
    return " ".join(text.translate(INVISIBLE).split())


def without_separator(text):
    """A caption without the sign between its number and its words."""
    return re.sub(r"(?<=\d) (?:·|:) ", " ", text, count=1)


@dataclass
class Piece:
    """Words that belong together: heading, paragraph, item, caption, cell or note."""

    kind: str
    level: int
    text: str

    def line(self):
        level = f" {self.level}" if self.level else ""
        return f"{self.kind}{level}: {self.text}"


@dataclass
class Cell:
    row: int
    column: int
    rowspan: int
    colspan: int
    header: bool
    text: str

    def line(self):
        span = f" {self.rowspan}×{self.colspan}" if (self.rowspan, self.colspan) != (1, 1) else ""
        return f"({self.row}, {self.column}){span}{' header' if self.header else ''}: {self.text}"


@dataclass
class Table:
    caption: str
    rows: int
    columns: int
    header_rows: int
    wide: bool
    cells: list

    def line(self):
        place = "wide" if self.wide else "upright"
        return f"{self.rows}×{self.columns}, {self.header_rows} header rows, {place}: {self.caption}"


@dataclass
class Reading:
    title: str = ""
    lang: str = ""
    pieces: list = field(default_factory=list)
    # (depth, ordered, items)
    lists: list = field(default_factory=list)
    tables: list = field(default_factory=list)
    # (caption with label and number, alternative text)
    figures: list = field(default_factory=list)
    # (number, text)
    notes: list = field(default_factory=list)
    # (url, text)
    links: list = field(default_factory=list)
    # (title, [(level, words, page)]); the skeleton knows no pages
    contents: list = field(default_factory=list)
    # (author, text); the skeleton knows no author
    remarks: list = field(default_factory=list)

    def headings(self):
        return [(piece.level, piece.text) for piece in self.pieces if piece.kind == "heading"]

    def add(self, kind, level, text):
        """Adds a piece unless there is nothing to read."""
        text = squeeze(text)
        if text:
            self.pieces.append(Piece(kind, level, text))
