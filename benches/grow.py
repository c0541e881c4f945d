#!/usr/bin/env python3
"""Makes a larger plan of a plan, to measure how the work grows.

    benches/grow.py PLAN TIMES OUT

Delaftaler with their activities, tables, their charts, budget lines, quarters, divisions and the prose
of the strategic agreement are there TIMES times, under new ids. What prose looks up (figures, parties,
abbreviations), the funder's fixed table and what is drawn of the whole budget stay single. Copies differ in words and digits: Typst keeps
what it has laid out, and equal copies would cost it too little.
"""

import re
import shutil
import sys
import tomllib
from pathlib import Path

# Of these a copy has its own; a reference in a copy means the copy.
OWN = ("tabel", "figur", "delaftale", "kvarter", "afdeling")
REFERENCE = re.compile(r"(\{\{\s*(?:%s)\.)([a-z0-9-]+)" % "|".join(OWN))
PROSE = re.compile(r'"""\n(.*?)"""', re.DOTALL)
# Folders of a plan that its documents are not made of.
APART = ("udgivelser", "maalinger", "status", "moeder")
# The last digit of a number with decimals.
LAST_DIGIT = re.compile(r"(?<![\w.-])(\d+\.\d*)(\d)(?![\w.-])")


def mark_paragraph(paragraph: str, copy: int) -> str:
    """Opens a paragraph of running text with words of its own; lists and lone slots stay as they are."""
    return f"Gengivelse {copy}: {paragraph}" if paragraph[:1].isalpha() else paragraph


def refer(text: str, copy: int, single: set[str]) -> str:
    """References in a copy mean the copy's own things."""

    def one(match: re.Match[str]) -> str:
        return match[0] if match[2] in single else f"{match[0]}-{copy}"

    return REFERENCE.sub(one, text)


def copy_prose(text: str, copy: int, single: set[str]) -> str:
    """All multi-line texts of a file."""

    def one(match: re.Match[str]) -> str:
        paragraphs = match[1].split("\n\n")
        return '"""\n' + "\n\n".join(mark_paragraph(p, copy) for p in paragraphs) + '"""'

    return PROSE.sub(one, refer(text, copy, single))


def copy_title(text: str, key: str, copy: int, count: int = 0) -> str:
    """Titles tell their copies apart; empty ones are empty on purpose."""
    return re.sub(rf'^({key} = "[^"]+)"', rf'\g<1> ({copy})"', text, count=count, flags=re.MULTILINE)


def copy_digits(text: str, copy: int) -> str:
    """Numbers of the same width."""
    return LAST_DIGIT.sub(lambda m: f"{m[1]}{(int(m[2]) + copy) % 10}", text)


def copy_ids(text: str, keys: str, copy: int) -> str:
    """Ids, and what names them, moved on to the copy's."""
    return re.sub(rf'^((?:{keys}) = "[a-z0-9-]+)"', rf'\g<1>-{copy}"', text, flags=re.MULTILINE)


def copy_agreement(text: str, copy: int, single: set[str]) -> str:
    text = copy_title(copy_prose(text, copy, single), "titel", copy)
    text = copy_title(text, "navn", copy, count=1)
    # The parameters of shared activities, whose text is not in this file.
    return re.sub(r'(emne = "[^"]+)"', rf'\g<1> ({copy})"', text)


def copy_table(text: str, copy: int) -> str:
    return copy_digits(copy_title(text, "titel", copy, count=1), copy)


def copy_chart(text: str, copy: int) -> str:
    return copy_ids(copy_title(text, "titel", copy, count=1), "tabel", copy)


def copy_quarter(text: str, copy: int) -> str:
    return copy_title(copy_title(copy_ids(text, "id", copy), "navn", copy), "kort_navn", copy)


def copy_division(text: str, copy: int) -> str:
    return copy_digits(copy_title(copy_ids(text, "id|kvarter", copy), "sted|navn", copy), copy)


REGISTERS = {
    "registre/kvarterer.toml": ("[[kvarter]]", copy_quarter),
    "registre/afdelinger.toml": ("[[afdeling]]", copy_division),
}


def single_charts(plan: Path) -> set[str]:
    """Charts that draw no table of their own, but the whole plan's money: the plan has one."""
    files = (plan / "figurer").glob("*.toml")
    return {file.stem for file in files if "tabel" not in tomllib.loads(file.read_text("utf-8"))["diagram"]}


def grow_folder(folder: Path, times: int, make, but: set[str] = frozenset()) -> None:
    for file in sorted(folder.glob("*.toml")):
        text = file.read_text(encoding="utf-8")
        for copy in range(2, times + 1):
            if file.stem not in but:
                made = make(text, copy)
                file.with_name(f"{file.stem}-{copy}.toml").write_text(made, encoding="utf-8")


def grow_entries(file: Path, head: str, times: int, make) -> None:
    """Appends copies of all entries from the first `head` on; comments between them go along."""
    text = file.read_text(encoding="utf-8")
    entries = text[text.index(head) :]
    copies = (make(entries, copy) for copy in range(2, times + 1))
    file.write_text("\n".join([text, *copies]), encoding="utf-8")


def grow_strategic(file: Path, times: int, single: set[str]) -> None:
    """Sections hold their text again and again; what can stand only once in a plan is left out."""
    once = tuple(["{{ oversigt."] + [f"{{{{ figur.{chart} }}}}" for chart in single])

    def again(match: re.Match[str]) -> str:
        paragraphs = match[1].strip("\n").split("\n\n")
        repeated = [p for p in paragraphs if not p.startswith(once)]
        out = list(paragraphs)
        for copy in range(2, times + 1):
            out += [mark_paragraph(refer(p, copy, single), copy) for p in repeated]
        return '"""\n' + "\n\n".join(out) + '\n"""'

    file.write_text(PROSE.sub(again, file.read_text(encoding="utf-8")), encoding="utf-8")


def grow_budget(file: Path, times: int) -> None:
    """Lines of the copied delaftaler. The declared totals are then wrong, and stay: they are only words."""
    text = file.read_text(encoding="utf-8")
    lines = re.findall(r"\[\[post\]\]\ndelaftale = .*?\n\n", text, flags=re.DOTALL)
    copies = [copy_ids(line, "delaftale", copy) for copy in range(2, times + 1) for line in lines]
    file.write_text(text.rstrip("\n") + "\n\n" + "".join(copies), encoding="utf-8")


def grow_list(file: Path, times: int) -> None:
    """The order of the delaftaler in plan.toml."""
    text = file.read_text(encoding="utf-8")
    known = tomllib.loads(text)["delaftaler"]
    names = known + [f"{name}-{copy}" for copy in range(2, times + 1) for name in known]
    listed = ", ".join(f'"{name}"' for name in names)
    text = re.sub(r"^delaftaler = \[.*?\]", f"delaftaler = [{listed}]", text, flags=re.M | re.S)
    file.write_text(text, encoding="utf-8")


def grow(plan: Path, times: int, out: Path) -> None:
    """Writes the plan, `times` times as large, to the folder `out`."""
    if out.exists():
        shutil.rmtree(out)
    shutil.copytree(plan, out, ignore=shutil.ignore_patterns(*APART))
    # A draft has line numbers and a watermark, which cost Typst as much again: the document to send is measured.
    edit = out / "plan.toml"
    text = edit.read_text(encoding="utf-8")
    sent = re.sub(r'^status = "[a-z]+"', 'status = "indsendt"', text, count=1, flags=re.M)
    edit.write_text(sent, encoding="utf-8")
    single = single_charts(out)
    grow_folder(out / "delaftaler", times, lambda text, copy: copy_agreement(text, copy, single))
    grow_folder(out / "tabeller", times, copy_table)
    grow_folder(out / "figurer", times, copy_chart, but=single)
    for file, (head, make) in REGISTERS.items():
        grow_entries(out / file, head, times, make)
    grow_strategic(out / "strategisk-aftale.toml", times, single)
    grow_budget(out / "oekonomi.toml", times)
    grow_list(out / "plan.toml", times)
    for file in out.rglob("*.toml"):
        tomllib.loads(file.read_text(encoding="utf-8"))


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    grow(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
