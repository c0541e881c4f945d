"""Runs the checks: one line each with its figures, and what is wrong below it."""

import importlib
import sys
import time
import traceback

from work import Broken, Work

# In the order they are run: what fails early explains what fails late.
CHECKS = (
    "build",
    "conformance",
    "determinism",
    "verapdf",
    "pdf_facts",
    "table_heads",
    "pack",
    "redline",
    "noise",
    "random_revisions",
    "submission",
    "openxml",
    "workbook",
    "web",
    "docx_facts",
    "readers_of_word",
    "facts",
    "own_words",
    "spelling",
    "schemas",
    "findings",
    "guide",
    "random_plans",
    "campaign",
)
SHOWN = 40
WIDTH = 300


def run(name, work):
    """Whether a check holds; prints its line."""
    start = time.monotonic()
    try:
        figures, problems = importlib.import_module(f"checks.{name}").check(work)
    except Broken as error:
        figures, problems = "could not judge", [str(error)]
    except Exception:
        figures, problems = "the check itself failed", traceback.format_exc().splitlines()
    seconds = time.monotonic() - start
    print(f"{'FAIL' if problems else 'ok  '} {name:<16} {figures} [{seconds:.0f} s]", flush=True)
    log = work.logs / f"{name}.txt"
    log.write_text("".join(f"{problem}\n" for problem in problems), "utf-8")
    for problem in problems[:SHOWN]:
        print(f"       {problem[:WIDTH]}")
    if len(problems) > SHOWN:
        print(f"       … {len(problems) - SHOWN} more in {log}")
    return not problems


def main():
    wanted = sys.argv[1:] or list(CHECKS)
    unknown = [name for name in wanted if name not in CHECKS]
    if unknown:
        sys.exit(f"no such check: {', '.join(unknown)} (there are: {', '.join(CHECKS)})")
    try:
        work = Work()
    except Broken as error:
        sys.exit(f"acceptance: {error}")
    held = [run(name, work) for name in wanted]
    print(f"acceptance: {sum(held)} of {len(held)} checks hold")
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
