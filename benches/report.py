"""The figures as Markdown, and the machine they were measured on."""

import os
import platform
import re
import statistics
import subprocess
import sys
from pathlib import Path

import pack
from measure import Case, ratio, ratios

BEGIN = "<!-- figures: written by benches/run --write -->\n"
END = "<!-- end of figures -->"
STAGE = re.compile(r"^\s*(\w+)\s+([\d.]+) ms$", re.MULTILINE)

# The aims, as the most that is allowed.
BUILD_TO_TYPST = 1.10
DOCX_SHARE = 0.15
PEAK = 150.0
# Growth is linear if a page costs no more than this much more in the largest plan than in the plan.
GROWTH = 1.25
# A pack to the sum of its parts, each a file by itself; and its memory, MiB.
PACK_TO_PARTS = 1.3
PACK_PEAK = 400.0
# Processor time of a check of the whole plan, milliseconds.
CHECK = 50.0
# What the rule of spelling takes of it, milliseconds.
SPELLING = 6.0
# Both redlines to a build of the new version; and the change list alone, milliseconds.
REDLINES_TO_BUILD = 1.5
CHANGES = 100.0


def text(
    cases: dict[str, Case],
    growth: dict[int, tuple[Case, Case]],
    checks: dict[int, Case],
    words: Case,
    diffs: dict[int, tuple[Case, Case, Case]],
    packs: tuple[Case, Case],
    before: list[tuple[Case, Case]],
    runs: int,
    growth_runs: int,
) -> str:
    """All tables."""
    parts = [
        machine(),
        f"Medians of {runs} rounds in which all commands ran in turn; × Typst is the median of the rounds' own ratios.",
        costs(cases),
        "Stages of the whole build, on the clock (`--timings`):",
        stages(cases["build"]),
        f"How it grows, medians of {growth_runs} rounds:",
        sizes(growth),
        f"`check` alone, medians of {runs} rounds:",
        checked(checks),
        spelled(words),
        f"`diff` of the submitted plan and the revised one, the list alone and with both redlines, medians of {runs} rounds; the largest plan once:",
        differences(diffs),
        f"A pack of {pack.pages(packs[0].folder)} pages against its parts, each a file by itself, medians of {growth_runs} rounds:",
        packed(packs),
        *([f"Against the program before, medians of {runs} rounds:", compared(before)] if before else []),
        "Aims:",
        aims(cases, growth, checks, words, diffs, packs),
    ]
    return "\n\n".join(parts) + "\n"


def table(head: list[str], rows: list[list[str]]) -> str:
    """A Markdown table whose columns stand below each other in the text, too; numbers to the right."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]

    def line(cells: list[str]) -> str:
        padded = [c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(cells, widths))]
        return "| " + " | ".join(padded) + " |"

    rule = ["-" * w if i == 0 else "-" * (w - 1) + ":" for i, w in enumerate(widths)]
    return "\n".join([line(head), line(rule), *map(line, rows)])


def costs(cases: dict[str, Case]) -> str:
    typst = cases["typst"]
    rows = []
    for case in cases.values():
        cpu, wall, peak = (case.median(what) for what in ("cpu", "wall", "peak"))
        rows.append([case.name, f"{cpu:.3f}", f"{ratio(case, typst):.2f}", f"{wall:.2f}", f"{peak:.0f}"])
    if "start" in cases:
        net = ratio(cases["python"], typst, less=cases["start"])
        cpu = statistics.median(a.cpu - b.cpu for a, b in zip(cases["python"].costs, cases["start"].costs))
        rows.append(["typst-py less Python's start", f"{cpu:.3f}", f"{net:.2f}", "", ""])
    return table(["Command", "CPU s", "× Typst", "Wall s", "Peak MiB"], rows)


def stages(build: Case) -> str:
    said = [dict(STAGE.findall(cost.said)) for cost in build.costs]
    medians = {name: statistics.median(float(run[name]) for run in said) for name in said[0]}
    whole = sum(medians.values())
    rows = [[name, f"{time:.1f}", f"{time / whole:.0%}"] for name, time in medians.items()]
    return table(["Stage", "ms", "Share"], rows)


def pages(case: Case) -> int:
    """Pages, as the build itself says; its words on them are for people, so it is asked for JSON."""
    command = [*case.command, "--message-format", "json"]
    told = subprocess.run(command, cwd=case.folder, check=True, capture_output=True, text=True)
    return int(re.search(r'"pages":(\d+)', told.stdout)[1])


def sizes(growth: dict[int, tuple[Case, Case]]) -> str:
    rows = []
    for ours, typst in growth.values():
        count = pages(ours)
        cpu = ours.median("cpu")
        rows.append(
            [
                ours.name,
                f"{count}",
                f"{cpu:.2f}",
                f"{cpu / count * 1000:.1f}",
                f"{ours.median('peak'):.0f}",
                f"{typst.median('cpu'):.2f}",
                f"{typst.median('peak'):.0f}",
                f"{ratio(ours, typst):.2f}",
            ]
        )
    head = ["Plan", "Pages", "CPU s", "CPU ms a page", "Peak MiB", "Typst alone CPU s", "Its peak MiB", "× Typst"]
    return table(head, rows)


def checked(checks: dict[int, Case]) -> str:
    rows = []
    for times, case in checks.items():
        cpu = case.median("cpu") * 1000
        rows.append([case.name, f"{cpu:.0f}", f"{cpu / times:.0f}", f"{case.median('peak'):.0f}"])
    return table(["Command", "CPU ms", "CPU ms a plan", "Peak MiB"], rows)


def part(words: Case, name: str) -> float:
    """Median of what the program told of a part, milliseconds."""
    told = (dict(STAGE.findall(cost.said)) for cost in words.costs)
    return statistics.median(float(one[name]) for one in told)


def spelled(words: Case) -> str:
    return (
        f"Of a check × 1 the rules take {part(words, 'rules'):.1f} ms, and of these asking the dictionary "
        f"{part(words, 'spelling'):.1f} ms the first time (the dictionary's pages come in) and {part(words, 'again'):.1f} ms again."
    )


def differences(diffs: dict[int, tuple[Case, Case, Case]]) -> str:
    rows = []
    for *compared, build in diffs.values():
        for case in [*compared, build]:
            cpu, peak = case.median("cpu"), case.median("peak")
            rows.append([case.name, f"{cpu:.3f}", f"{ratio(case, build):.2f}", f"{peak:.0f}"])
    return table(["Command", "CPU s", "× build", "Peak MiB"], rows)


def packed(packs: tuple[Case, Case]) -> str:
    _, split = packs
    rows = []
    for case in packs:
        cpu, wall, peak = (case.median(what) for what in ("cpu", "wall", "peak"))
        rows.append([case.name, f"{cpu:.2f}", f"{ratio(case, split):.2f}", f"{wall:.2f}", f"{peak:.0f}"])
    return table(["Command", "CPU s", "× parts", "Wall s", "Peak MiB"], rows)


def compared(before: list[tuple[Case, Case]]) -> str:
    """Both programs, and how far the middle half of the rounds' ratios spreads."""
    rows = []
    for now, then in before:
        times = ratios(now, then)
        low, _, high = statistics.quantiles(times) if len(times) > 1 else times * 3
        cpu = [f"{case.median('cpu') * 1000:.0f}" for case in (then, now)]
        wall = statistics.median(ratios(now, then, what="wall"))
        rows.append([now.name, *cpu, f"{statistics.median(times):.2f}", f"{low:.2f}–{high:.2f}", f"{wall:.2f}"])
    head = ["Command", "Before, CPU ms", "Now, CPU ms", "× before", "Middle half", "Wall × before"]
    return table(head, rows)


def aims(
    cases: dict[str, Case],
    growth: dict[int, tuple[Case, Case]],
    checks: dict[int, Case],
    words: Case,
    diffs: dict[int, tuple[Case, Case, Case]],
    packs: tuple[Case, Case],
) -> str:
    build = cases["build"]
    docx = statistics.median((a.cpu - b.cpu) / a.cpu for a, b in zip(build.costs, cases["pdf"].costs))
    (small, _), (large, _) = growth[min(growth)], growth[max(growth)]
    slope = (large.median("cpu") / pages(large)) / (small.median("cpu") / pages(small))
    rows = [
        ("Whole build ÷ Typst alone, CPU", ratio(build, cases["typst"]), BUILD_TO_TYPST, "{:.2f}"),
        ("DOCX's share of the build, CPU", docx, DOCX_SHARE, "{:.1%}"),
        ("Peak memory of the build, MiB", build.median("peak"), PEAK, "{:.0f}"),
        ("CPU a page, largest plan ÷ plan", slope, GROWTH, "{:.2f}"),
        ("`check`, CPU ms", checks[1].median("cpu") * 1000, CHECK, "{:.0f}"),
        (
            "`check` a plan, largest ÷ plan",
            checks[max(checks)].median("cpu") / max(checks) / checks[1].median("cpu"),
            GROWTH,
            "{:.2f}",
        ),
        ("Spelling of a `check`, ms", part(words, "spelling"), SPELLING, "{:.1f}"),
        ("`diff`, CPU ms", diffs[1][0].median("cpu") * 1000, CHANGES, "{:.0f}"),
        ("Both redlines ÷ build, CPU", ratio(diffs[1][1], diffs[1][2]), REDLINES_TO_BUILD, "{:.2f}"),
        ("Pack ÷ its parts, CPU", ratio(*packs), PACK_TO_PARTS, "{:.2f}"),
        ("Peak memory of the pack, MiB", packs[0].median("peak"), PACK_PEAK, "{:.0f}"),
    ]
    lines = [
        [name, form.format(value), "≤ " + form.format(most), "yes" if value <= most else "**no**"]
        for name, value, most, form in rows
    ]
    return table(["Aim", "Measured", "Allowed", "Met"], lines)


def machine() -> str:
    """What it was measured on. Names of hosts and paths are nobody's business."""
    model, memory, system = platform.processor() or platform.machine(), 0, platform.system()
    if sys.platform == "linux":
        found = re.search(r"^model name\s*: (.*)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
        model = found[1] if found else model
        release = Path("/etc/os-release").read_text()
        system = re.search(r'^PRETTY_NAME="(.*)"$', release, re.MULTILINE)[1]
        memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    rustc = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout
    busy = os.getloadavg()[0]
    return (
        f"Machine: {model}, {os.cpu_count()} logical processors, {memory:.0f} GiB, {system}; "
        f"rustc {rustc.split()[1]}. Load when this was written: {busy:.1f}."
    )


def write(file: Path, figures: str) -> None:
    """Puts the figures between the two signs in the page."""
    page = file.read_text(encoding="utf-8")
    before, rest = page.split(BEGIN, 1)
    _, after = rest.split(END, 1)
    file.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8")
