"""Reads Markdown as pandoc understands GitHub's: the shape of other readings, but for what Markdown cannot say.

It knows no language, no spans and no heads of rows. A chart is its alternative text and, below a line in bold, its data as
a table.
"""

import json
import re

from work import call

from .reading import Cell, Reading, Table, squeeze, without_separator


NOTE = re.compile(r"^\[\^[^\]]+\]:|\[\^([^\]]+)\]", re.MULTILINE)


def read(path):
    tree = json.loads(call("pandoc", "--from=gfm+footnotes", "--to=json", input=called_once(path.read_text("utf-8"))).stdout)
    return Reader().read(tree["blocks"])


def called_once(text):
    """The text with the first call of each note only: pandoc tells a note at each of its calls, and not that it is the same."""
    seen = set()

    def kept(found):
        name = found[1]
        if name in seen:
            return ""
        seen.update([name] if name else [])
        return found[0]

    return NOTE.sub(kept, text)


class Reader:
    def __init__(self):
        self.out = Reading()
        self.pending = []
        self.anchors, self.goals = set(), set()

    def read(self, blocks):
        if _is_strong(blocks[0]):
            # Says that this is a draft.
            blocks = blocks[1:]
        self._blocks(blocks, 0)
        if not self.goals <= self.anchors:
            raise ValueError(f"{self.goals - self.anchors} are led to, but are not there")
        return self.out

    # ---- Blocks ----

    def _blocks(self, blocks, depth):
        """All blocks; some are known by the one that follows."""
        at = 0
        while at < len(blocks):
            kinds = [one["t"] for one in blocks[at : at + 3]]
            if kinds[0] == "Para" and self._is_caption(blocks[at]):
                at += self._captioned(*blocks[at : at + 2])
            elif kinds[:2] == ["Para", "BulletList"] and _is_strong(blocks[at]) and self._is_contents(blocks[at + 1]):
                lines = []
                self._contents(blocks[at + 1]["c"], 1, lines)
                self.out.contents.append((squeeze(self.text(blocks[at]["c"])), lines))
                at += 2
            elif kinds[:2] == ["Para", "Table"] and _is_strong(blocks[at]):
                # The data of a chart repeat what its picture shows.
                at += 2
            else:
                self._block(blocks[at], depth)
                at += 1

    def _block(self, block, depth):
        kind, content = block["t"], block.get("c")
        if kind == "Header" and content[0] == 1:
            self._add("paragraph", 0, self.text(content[2]))
            self.out.title = squeeze(self.text(content[2]))
        elif kind == "Header":
            self._add("heading", content[0] - 1, self.text(content[2]))
        elif kind in ("Para", "Plain"):
            self._add("paragraph", 0, self.text(content))
        elif kind == "BulletList" and not any(one.kind == "heading" for one in self.out.pieces) and self._is_facts(content):
            self._facts(content)
        elif kind in ("BulletList", "OrderedList"):
            self._list(content if kind == "BulletList" else content[1], kind == "OrderedList", depth + 1)
        elif kind == "Table":
            self._table(content, "")
        elif kind == "BlockQuote":
            self._quote(content, depth)
        elif kind != "RawBlock":
            raise ValueError(f"unexpected block {kind}")

    def _is_caption(self, block):
        """A label in bold, and a sign between it and the words."""
        inlines = [one for one in block["c"] if one["t"] != "RawInline"]
        label, rest = squeeze(_seen(inlines[:1])), squeeze(_seen(inlines[1:]))
        return inlines[:1] and inlines[0]["t"] == "Strong" and re.search(r" \d+$", label) and rest.startswith("· ")

    def _captioned(self, caption, block):
        words = without_separator(squeeze(self.text(caption["c"])))
        self._add("caption", 0, words)
        if block["t"] == "Table":
            self._table(block["c"], words)
        else:
            self.out.figures.append((words, squeeze(self.text(block["c"]))))
        return 2

    def _is_contents(self, block):
        first = block["c"][0][0]["c"]
        return first[0]["t"] == "Link" and first[0]["c"][2][0].startswith("#")

    def _is_facts(self, items):
        return all(item[0]["c"][0]["t"] == "Strong" for item in items)

    def _facts(self, items):
        """The lines of the cover; the first value stands with its label."""
        for first, *more in items:
            words = self.text(first["c"])
            values = [value for block in more for value in block["c"]]
            for value in values[:1]:
                words += " " + self.text(value[0]["c"])
            self._add("paragraph", 0, words)
            for value in values[1:]:
                self._add("paragraph", 0, self.text(value[0]["c"]))

    def _quote(self, blocks, depth):
        """A remark, which its author's name opens; else a box, below its title."""
        first = blocks[0]["c"]
        if first[0]["t"] == "Strong" and len(first) > 1:
            self.out.remarks.append((squeeze(self.text(first[:1])), squeeze(self.text(first[1:])).removeprefix(": ")))
        else:
            self._blocks(blocks, depth)

    def _add(self, kind, level, words):
        self.out.add(kind, level, words)
        pending, self.pending = self.pending, []
        for note in pending:
            words = squeeze(" ".join(self.text(block["c"]) for block in note))
            self.out.notes.append((len(self.out.notes) + 1, words))
            self.out.add("note", 0, words)

    def _list(self, items, ordered, depth):
        words = []
        self.out.lists.append((depth, ordered, words))
        for item in items:
            first, more = (item[0], item[1:]) if item else ({"t": "RawBlock"}, [])
            if first["t"] in ("Para", "Plain"):
                text = self.text(first["c"])
                words.append(squeeze(text))
                self._add("item", depth, text)
            else:
                words.append("")
                more = item
            self._blocks(more, depth)

    def _contents(self, items, level, lines):
        for first, *more in items:
            lines.append((level, squeeze(self.text(first["c"])), None))
            for block in more:
                self._contents(block["c"], level + 1, lines)

    def _table(self, content, caption):
        _, _, columns, head, bodies, _ = content
        rows = [*head[1], *(row for body in bodies for row in body[3])]
        cells = []
        for index, (_, row) in enumerate(rows):
            for column, (_, _, _, _, blocks) in enumerate(row):
                words = squeeze(" ".join(self.text(block["c"]) for block in blocks))
                self._add("cell", 0, words)
                cells.append(Cell(index, column, 1, 1, False, words))
        self.out.tables.append(Table(caption, len(rows), len(columns), 1, False, cells))

    # ---- Words ----

    def text(self, inlines):
        return "".join(self._inline(one["t"], one.get("c")) for one in inlines)

    def _inline(self, kind, content):
        if kind == "Str":
            return content
        if kind in ("Space", "SoftBreak", "LineBreak"):
            return " "
        if kind in ("Strong", "Emph"):
            return self.text(content)
        if kind == "Link":
            words, goal = self.text(content[1]), content[2][0]
            if goal.startswith("#"):
                self.goals.add(goal[1:])
            else:
                self.out.links.append((goal, squeeze(words)))
            return words
        if kind == "Note":
            self.pending.append(content)
            return ""
        if kind == "RawInline":
            anchor = re.fullmatch(r'<a id="([^"]+)">', content[1])
            if anchor:
                self.anchors.add(anchor.group(1))
            return " " if content[1] == "<br>" else ""
        raise ValueError(f"unexpected {kind}")


def _seen(inlines):
    """Words, looked at without reading them."""
    return Reader().text(inlines)


def _is_strong(block):
    return block["t"] == "Para" and [one["t"] for one in block["c"]] == ["Strong"]
