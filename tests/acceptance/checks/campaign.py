"""Bad days and bad files: runs that are killed at any moment leave every file as it was or as it is to be, and the next run finishes
the work; fields, pictures, sheets, drawings and PDFs that were damaged at random end in a finding or in a document, never in a fault
of the program, and in no more time and memory than is promised.

`CAMPAIGN=1000` asks for so many of each (kills, fields, files); `CAMPAIGN_SEED` for others."""

import collections
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from work import ROOT, Broken, call

USUAL = 24
# What is promised of inputs up to 5 MB.
SECONDS, BYTES = 30, 2**30
# A plan was judged, told to be wrong, or could not be asked for so.
ENDS = {0, 1, 2}
SMALL, MEETINGS = ROOT / "tests" / "cases" / "lille" / "plan", ROOT / "plan"
# The folder of a run that is under way.
STAGE = ".helhedsplan-"


def check(work):
    wanted, first = int(os.environ.get("CAMPAIGN", USUAL)), int(os.environ.get("CAMPAIGN_SEED", "1"))
    figures, problems = [], []
    for part in (_kills, _fields, _files):
        figure, found = part(work, wanted, first)
        figures.append(figure)
        problems += found
    return "; ".join(figures), problems


# ---- Runs that are killed ----


class Killed:
    """A command that writes files: what it wrote for one state of a plan, and what it is to write for the next."""

    def __init__(self, work, name, plan, command, out):
        self.home = work.scratch / "campaign" / name
        self.name, self.out = name, out
        self.command = [work.binary, *command]
        shutil.copytree(plan, self.home / "plan")
        start = time.monotonic()
        self.before = self._written()
        self.takes = time.monotonic() - start
        self._edit()
        shutil.copytree(self.home / "plan", self.home / "next")
        self.after = self._written()
        if self.before == self.after:
            raise Broken(f"{name} writes the same files whatever its plan says")

    def _edit(self):
        """A word that every document shows."""
        path = self.home / "plan" / "plan.toml"
        text = path.read_text("utf-8")
        changed = re.sub(r'^titel = "', 'titel = "Ændret ', text, count=1, flags=re.M)
        changed = changed if changed != text else re.sub(r'^navn = "', 'navn = "Ændret ', text, count=1, flags=re.M)
        path.write_text(changed, "utf-8")

    def _run(self, folder):
        done = subprocess.run(self.command, cwd=folder, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            raise Broken(f"{self.name} ends with {done.returncode}: {done.stderr[-500:]}")

    def _written(self):
        shutil.rmtree(self.home / "plan" / self.out, ignore_errors=True)
        self._run(self.home / "plan")
        return _files_of(self.home / "plan" / self.out)

    def once(self, dice):
        """A run over what was written before, ended at some moment; what is wrong afterwards."""
        folder = self.home / "run"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.home / "next", folder)
        shutil.rmtree(folder / self.out, ignore_errors=True)
        for name, content in self.before.items():
            path = folder / self.out / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        sign = dice.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT))
        # Most of a run is work; files are replaced at its end.
        moment = self.takes * (dice.random() if dice.random() < 0.3 else dice.uniform(0.6, 1.2))
        run = subprocess.Popen(self.command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            run.wait(moment)
        except subprocess.TimeoutExpired:
            run.send_signal(sign)
            run.wait()
        left = {name: content for name, content in _files_of(folder / self.out).items() if not name.startswith(STAGE)}
        where = f"{self.name}, signal {sign} after {moment:.3f} s"
        known = {**{name: set() for name in left}, **{name: {content} for name, content in self.before.items()}}
        for name, content in self.after.items():
            known.setdefault(name, set()).add(content)
        problems = [f"{where}: {name} is neither as it was nor as it is to be" for name, content in left.items() if content not in known[name]]
        problems += [f"{where}: {name} is gone" for name in set(self.before) & set(self.after) - set(left)]
        if left.get("manifest.json") == self.after.get("manifest.json") and "manifest.json" in left:
            problems += [f"{where}: the manifest is new, {name} is not" for name in self.after if left.get(name) != self.after[name]]
        self._run(folder)
        if _files_of(folder / self.out) != {**{name: left[name] for name in left if name not in self.after}, **self.after}:
            problems.append(f"{where}: the next run does not finish the work")
        return problems, run.returncode < 0


def _files_of(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".lock")}


def _kills(work, wanted, first):
    shutil.rmtree(work.scratch / "campaign", ignore_errors=True)
    commands = [
        Killed(work, "build", SMALL, ("build", "--out", "out"), "out"),
        Killed(work, "diff", MEETINGS, ("diff", "1.0", "--out", "ud", "--pdf", "--format", "html"), "ud"),
        Killed(work, "submit", MEETINGS, ("submit", "--against", "1.0", "--as-is", "Prøve", "--out", "ud"), "ud"),
        Killed(work, "pack", MEETINGS, ("pack", "moeder/2026-12-09.toml", "--out", "ud"), "ud"),
    ]
    problems, killed = [], 0
    for number in range(wanted):
        found, was = commands[number % len(commands)].once(random.Random(first + number))
        problems += found
        killed += was
    if not killed:
        raise Broken("no run was killed before its end")
    return f"{killed} of {wanted} runs killed under way", problems


# ---- Fields and files ----

HOSTILE = (
    "", " ", "\u200b", "\u202e bagvendt", "\ufeff", "a" * 3000, "ord " * 3000, "{{", "{{ plan.titel }}", "{% if %}", "{{ 1/0 }}", "{{ plan|tojson }}",
    "\\", "\\[\\]", "[^x]", "[a](b)", "![](x.png)", "<b>x</b>", "<script>", "&amp;", "# ", "- - - -", "1. 1. 1.", "|a|b|\n|-|-|", "```\nx", "$x$", "#let x = 1", "@a", "*_*_",
    "../../../etc/passwd", "/etc/passwd", "C:\\x", "aux", "con.toml", "\u0301", "e\u0301", "🏠", "漢字", "\U0010ffff", "\u0000", "\u0085", "-1", "1e400", "NaN", "0" * 400,
    "31. februar 2025", "2025-02-30", "99999999999999999999", "1.234.567,89", "12,5 %", "https://æøå.dk/ a", "mailto:", "javascript:alert(1)", "\t", "\r\n", "'''", '"""', "=1+1",
)


def _fields(work, wanted, first):
    """A value of a file of the plan is another: whatever it is, it is read or told."""
    files = sorted(path.relative_to(SMALL) for path in SMALL.rglob("*.toml"))
    places = [(file, value) for file in files for value in _values((SMALL / file).read_text("utf-8"))]

    def one(number):
        dice = random.Random(first * 7919 + number)
        file, (start, end) = dice.choice(places)
        words = dice.choice(HOSTILE) + (dice.choice(HOSTILE) if dice.random() < 0.3 else "")

        def change(folder):
            text = (SMALL / file).read_text("utf-8")
            literal = '"' + "".join(_escaped(c) for c in words) + '"'
            (folder / file).write_text(text[:start] + literal + text[end:], "utf-8")

        return _tried(work, f"field {number} of {file}: {words[:40]!r}", change)

    return _all("fields", one, wanted)


def _values(text):
    """Where values of one line stand: words in quotes, numbers, dates, yes and no."""
    pattern = re.compile(r'(?<=[=\[,] )(?:"(?:[^"\\\n]|\\.)*"(?!")|[\d_.+-]+|true|false)(?=[ ,\]}\n])')
    return [match.span() for match in pattern.finditer(text)]


def _escaped(c):
    return c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08X}" if c != "\0" else "\\u0000"


def _files(work, wanted, first):
    """A picture, drawing, sheet or PDF that was damaged."""
    with tempfile.TemporaryDirectory() as place:
        call(work.binary, "build", SMALL, "--out", place, "--format", "pdf")
        pdf = max(open(f"{place}/{name}", "rb").read() for name in os.listdir(place) if name.endswith(".pdf"))
    kinds = [path.relative_to(SMALL) for path in sorted(SMALL.rglob("*")) if path.suffix in (".png", ".jpg", ".svg", ".xlsx", ".csv") and "udgivelser" not in path.parts]

    def one(number):
        dice = random.Random(first * 104729 + number)
        file = dice.choice([*kinds, "pdf"])
        if file == "pdf":
            return _tried(work, f"PDF {number}", lambda folder: _enclose(folder, _damaged(pdf, dice)), ("pack", "moeder/moede.toml"))
        content = _damaged((SMALL / file).read_bytes(), dice)
        return _tried(work, f"file {number}, {file}", lambda folder: (folder / file).write_bytes(content))

    return _all("files", one, wanted)


MEETING = """organ = "Bestyrelsen"
titel = "Møde"
dato = 2026-12-09
tid = "17:00-18:00"
deltagere = ["Formand"]
sted = "Kontoret"
udsendt = 2026-12-01

[[punkt]]
id = "sag"
titel = "Sag"
slags = "orientering"

[[punkt.bilag]]
slags = "fil"
fil = "andre.pdf"
titel = "Fra andre"
"""


def _enclose(folder, content):
    (folder / "andre.pdf").write_bytes(content)
    (folder / "moeder").mkdir(exist_ok=True)
    (folder / "moeder" / "moede.toml").write_text(MEETING, "utf-8")


def _damaged(content, dice):
    out = bytearray(content)
    for _ in range(dice.choice((1, 1, 1, 2, 5, 40))):
        if not out:
            break
        at = dice.randrange(len(out))
        length = dice.choice((1, 2, 4, 64, 4096))
        how = dice.randrange(6)
        if how == 0:
            out[at] ^= 1 << dice.randrange(8)
        elif how == 1:
            out[at : at + length] = dice.randbytes(min(length, 64))
        elif how == 2:
            del out[at : at + length]
        elif how == 3:
            del out[at:]
        elif how == 4:
            out[at:at] = out[at : at + length]
        else:
            digits = [match.start() for match in re.finditer(rb"[0-9]", bytes(out))]
            if digits:
                out[dice.choice(digits)] = dice.choice(b"0123456789-")
    return bytes(out)


def _tried(work, name, change, command=("build",)):
    """What is wrong with how a command ends on a plan that was changed so; how it ended."""
    with tempfile.TemporaryDirectory(dir=work.scratch) as place:
        folder = work.scratch / place / "plan"
        shutil.copytree(SMALL, folder)
        change(folder)
        command = [str(work.binary), *command, "--out", "out", "--force"] if command[0] == "build" else [str(work.binary), *command, "--out", "out"]
        with open(folder.parent / "sagt", "w+", encoding="utf-8", errors="replace") as said:
            start = time.monotonic()
            run = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, preexec_fn=_bounded)
            _, status, used = os.wait4(run.pid, 0)
            run.returncode = os.waitstatus_to_exitcode(status)
            took = time.monotonic() - start
            said.seek(0)
            words = said.read()
    problems = []
    if run.returncode not in ENDS or "panicked" in words:
        problems.append(f"{name}: ends with {run.returncode}: {words[-160:]!r}")
    if took > SECONDS or used.ru_maxrss * 1024 > BYTES:
        problems.append(f"{name}: takes {took:.1f} s and {used.ru_maxrss // 1024} MiB")
    return problems, run.returncode


def _bounded():
    """A run that does not end is ended, and told by how it ended."""
    resource.setrlimit(resource.RLIMIT_CPU, (4 * SECONDS, 4 * SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (8 * BYTES, 8 * BYTES))


def _all(what, one, wanted):
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(one, range(wanted)))
    ends = collections.Counter(code for _, code in results)
    told = ", ".join(f"{count} end with {code}" for code, count in sorted(ends.items()))
    return f"{wanted} {what}: {told}", [problem for found, _ in results for problem in found]
