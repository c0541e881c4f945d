"""What all checks share: where things are, running programs, and the documents that are judged."""

import os
import shutil
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import long
import revision

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
HOME = TARGET / "acceptance"
# The plan as the model prints it, misprints and contradictions included.
SUBMITTED = ROOT / "plan" / "udgivelser" / "1.0"
# Reports that are also web pages, by name, with the arguments that ask for them.
REPORTS = {"noegletal": ("noegletal",), "status": ("status", "2022-1")}
SAMPLES = ("every-kind", "hostile")
# The forms of a document that are made unless others are asked for, and all that there are, by their endings.
USUAL = ("pdf", "docx")
ALL = (*USUAL, "html", "md")
# Versions that are not sent yet are drafts, whatever they are built as.
UNSENT = ("udkast", "hoering", "bestyrelse", "organisationsbestyrelser", "byraad")


class Broken(Exception):
    """A check cannot say anything: a tool is missing or a program failed."""


@dataclass(frozen=True)
class Document:
    """One document in its forms."""

    name: str
    # Folder of the plan it was made from; None for the built-in samples.
    plan: Path | None
    draft: bool
    pdf: Path
    docx: Path
    skeleton: Path

    @property
    def html(self):
        """The web page; only of plans and samples."""
        return self.pdf.with_suffix(".html")

    @property
    def markdown(self):
        """The same as Markdown."""
        return self.pdf.with_suffix(".md")

    @property
    def beside(self):
        """Whether it is one of the short documents beside the agreements: a page below its cover, without contents."""
        return self.name.endswith(("-beredskabsplan", "-kommissorium", "-milepaelsplan"))


@dataclass(frozen=True)
class Pair:
    """Two versions of a plan, the Word files of both, and the document that shows their differences."""

    name: str
    old: Document
    new: Document
    redline: Document


def call(*command, ok=(0,), **options):
    """Runs a program and returns what it said; any other end than those in `ok` is an error."""
    command = [str(one) for one in command]
    if not (shutil.which(command[0]) or Path(command[0]).is_file()):
        raise Broken(f"{command[0]} is missing: run tests/acceptance/install")
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", **options)
    if done.returncode not in ok:
        raise Broken(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done


def one(pattern, under=HOME):
    """The single file of a pattern below the folder of tools."""
    found = sorted(under.glob(pattern))
    if len(found) != 1:
        raise Broken(f"{len(found)} files for {pattern} below {under}: run tests/acceptance/install")
    return found[0]


class Work:
    """One run of the suite: the program, and everything it makes, made once."""

    def __init__(self):
        self.binary = Path(os.environ.get("HELHEDSPLAN", TARGET / "release" / "helhedsplan"))
        if not self.binary.is_file():
            raise Broken(f"{self.binary} is missing: run cargo build --release")
        self.out = HOME / "out"
        self.logs = HOME / "problems"
        self.logs.mkdir(parents=True, exist_ok=True)
        self.scratch = HOME / "scratch"
        shutil.rmtree(self.scratch, ignore_errors=True)
        self.scratch.mkdir(parents=True)

    @property
    def plans(self):
        """The plan of this repository, as it was submitted and as it is revised, those of the cases with their releases, and
        a long one, by name."""
        cases = {path.parent.name: path for path in sorted(ROOT.glob("tests/cases/*/plan"))}
        frozen = {f"{path.parents[2].name}-{path.name}": path for path in sorted(ROOT.glob("tests/cases/*/plan/udgivelser/*/"))}
        return {"plan": ROOT / "plan", "submitted": SUBMITTED, **cases, **frozen, "lang": self.long_plan}

    @cached_property
    def long_plan(self):
        """The small plan with many annexes and notes, and with lists as deep as they go."""
        return long.make(ROOT / "tests" / "cases" / "lille" / "plan", HOME / "lang" / "plan")

    @cached_property
    def report_folders(self):
        """The reports on what is followed up, a folder each: PDF, Word file and web page."""
        made = []
        for name, arguments in REPORTS.items():
            folder = HOME / "out-reports" / name
            shutil.rmtree(folder, ignore_errors=True)
            call(self.binary, "report", *arguments, ROOT / "plan", "--out", folder, "--skeleton", "--quiet")
            made.append(folder)
        return made

    @cached_property
    def web_folders(self):
        """All folders with web pages: of plans and samples, of reports, of changes marked."""
        own = {document.html.parent for document in self.documents}
        return [*sorted(own), *self.report_folders, *self.marked_folders]

    @cached_property
    def marked_folders(self):
        """Changes marked: the revised plan against the submitted one, as web page in either layout and as PDF, whole and
        short; and as a draft."""
        folders = [HOME / "out-marked" / name for name in ("inline", "side-by-side", "short", "draft", "redlined", "hostile-redlined")]
        shutil.rmtree(HOME / "out-marked", ignore_errors=True)
        wanted = (("--format", "html"), ("--format", "html", "--side-om-side"), ("--changed-pages-only",))
        for folder, options in zip(folders, wanted):
            call(self.binary, "diff", SUBMITTED, ROOT / "plan", "--out", folder, "--pdf", *options)
        against = ("--draft", "--against", "1.0", "--format", "pdf", "--quiet")
        call(self.binary, "build", ROOT / "plan", "--out", folders[3], *against)
        for folder in folders[4:]:
            call(self.binary, "sample", folder.name, "--out", folder)
        return folders

    @cached_property
    def reports(self):
        """The same reports as documents."""
        forms = (*USUAL, "html")
        return [document for folder in self.report_folders for document in found_in(folder, None, False, forms)]

    @cached_property
    def documents(self):
        """All plans and samples, final and as drafts."""
        shutil.rmtree(self.out, ignore_errors=True)
        made = []
        for draft in (False, True):
            flag = ["--format", ",".join(ALL), *(["--draft"] if draft else [])]
            for name, plan in self.plans.items():
                if not draft and _is_unsent(plan):
                    continue
                folder = self.out / (f"{name}-draft" if draft else name)
                call(self.binary, "build", plan, "--out", folder, "--skeleton", "--quiet", *flag)
                made += found_in(folder, plan, draft, ALL)
            for name in SAMPLES:
                folder = self.out / (f"{name}-draft" if draft else name)
                call(self.binary, "sample", name, "--out", folder, *flag)
                made += found_in(folder, None, draft, ALL)
        return made

    @cached_property
    def revision(self):
        """A scripted revision of the plan: its folder and its edits."""
        folder = self.scratch / "revision" / "plan"
        return folder, revision.revise(ROOT / "plan", folder)

    @cached_property
    def first_section(self):
        """The submitted version, and the same with a chapter and a section put in before all others."""
        folder = self.scratch / "afsnit"
        revision.put_first(SUBMITTED, folder)
        return SUBMITTED, folder

    @cached_property
    def versions(self):
        """Two versions each: the submitted and the working plan, the plan and its revision, a section put in first."""
        plan = ROOT / "plan"
        return {"udgivelse": (SUBMITTED, plan), "revision": (plan, self.revision[0]), "afsnit": self.first_section}

    @cached_property
    def pairs(self):
        """The same with the documents of both versions, and those that show what changed."""
        return {name: self._pair(name, *folders) for name, folders in self.versions.items()}

    def _pair(self, name, old, new):
        home = HOME / "out-redlines" / name
        shutil.rmtree(home, ignore_errors=True)
        made = []
        for place, plan in (("foer", old), ("efter", new)):
            call(self.binary, "build", plan, "--out", home / place, "--skeleton", "--quiet")
            made += found_in(home / place, plan, False)
        call(self.binary, "redline", old, new, "--out", home / "aendringer", "--skeleton")
        made += found_in(home / "aendringer", None, False)
        if len(made) != 3:
            raise Broken(f"{name}: {[one.name for one in made]}, expected one document of each version and their redline")
        return Pair(name, *made)

    @property
    def redlines(self):
        return [pair.redline for pair in self.pairs.values()]


def _is_unsent(plan):
    return _plan(plan)["status"] in UNSENT


def _plan(plan):
    return tomllib.loads((plan / "plan.toml").read_text("utf-8"))


def found_in(folder, plan, draft, forms=USUAL):
    """The documents of a folder; each has the forms, and nothing else stands there but a budget that the plan asks for."""
    out = []
    expected = {"manifest.json"} if plan else set()
    if plan and {"id": "budget", "status": "dannes"} in _plan(plan).get("aftaledokument", []):
        expected |= {path.name for path in folder.glob("*-budget.xlsx")} or {"*-budget.xlsx"}
    for skeleton in sorted(folder.glob("*.skeleton.json")):
        stem = skeleton.name.removesuffix(".skeleton.json")
        pdf, docx = folder / f"{stem}.pdf", folder / f"{stem}.docx"
        expected |= {skeleton.name, *(f"{stem}.{form}" for form in forms)}
        name = folder.name if stem == "sample" else f"{folder.name}/{stem}"
        out.append(Document(name, plan, draft, pdf, docx, skeleton))
    there = {path.name for path in folder.iterdir()}
    if not out or there != expected:
        raise Broken(f"{folder} holds {sorted(there)}, expected {sorted(expected)}")
    return out
