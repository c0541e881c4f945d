"""Plans drawn at random (spans, groups, notes, lists in lists, landscape pages, charts, pictures, annexes, goals) pass the judges
of documents: what nobody wrote by hand is as sound as what we did. RANDOM_PLANS asks for more of them, RANDOM_SEED for others."""

import os
import shutil
import time
from functools import cached_property

from checks import conformance, openxml, table_heads, verapdf
from work import ALL, HOME, ROOT, SAMPLES, Broken, call, found_in

# Drawn in a usual run.
USUAL = "6"
JUDGES = (conformance, table_heads, verapdf, openxml)


def check(work):
    drawn = Drawn(work)
    figures, problems = [], []
    start = time.monotonic()
    made = len(drawn.documents) - len(drawn.samples)
    figures.append(f"made in {time.monotonic() - start:.0f} s")
    for judge in JUDGES:
        start = time.monotonic()
        said, found = judge.check(drawn)
        name = judge.__name__.removeprefix("checks.")
        figures.append(f"{name}: {len(found)} problems in {time.monotonic() - start:.0f} s")
        problems += [f"{name}: {one}" for one in found]
    return f"{len(drawn.plans)} plans, {made} documents of them, {', '.join(figures)}", problems


class Drawn:
    """The work that judges look at, with these plans for those of the repository."""

    def __init__(self, work):
        self.scratch = work.scratch
        self.binary = work.binary
        self.reports, self.redlines, self.marked_folders = [], [], []
        # The judges' own trials are made with a sample.
        self.samples = [one for one in work.documents if one.plan is None and one.name in SAMPLES]

    @cached_property
    def plans(self):
        """Folders of plans, each named by the number that it was drawn with."""
        folder = HOME / "drawn"
        shutil.rmtree(folder, ignore_errors=True)
        release = ("--release",) if self.binary.parent.name == "release" else ()
        wanted = {
            "LAYOUT_FOLDER": str(folder),
            "LAYOUT_COUNT": os.environ.get("RANDOM_PLANS", USUAL),
            "LAYOUT_SEED": os.environ.get("RANDOM_SEED", "500000"),
        }
        name = "layout::plans_are_written_for_others_to_judge"
        command = ("cargo", "test", *release, "--locked", "--quiet", "--test", "it", "--", "--ignored", "--exact", name)
        call(*command, cwd=ROOT, env={**os.environ, **wanted})
        return sorted(folder.iterdir())

    @cached_property
    def documents(self):
        made, refused = [], 0
        for plan in self.plans:
            out = HOME / "out-drawn" / plan.name
            shutil.rmtree(out, ignore_errors=True)
            # Drawn words are no Danish, and drawn numbers no money: rules may say so.
            draft = ("--draft",) if int(plan.name) % 2 else ()
            command = ("build", plan, "--out", out, "--force", "--skeleton", "--quiet", "--format", ",".join(ALL), *draft)
            call(self.binary, *command, ok=(0, 1))
            if out.is_dir():
                made += found_in(out, plan, bool(draft), ALL)
            else:
                # Findings that no force overrides: words that have no room on a page.
                refused += 1
        if refused * 2 > len(self.plans):
            raise Broken(f"{refused} of {len(self.plans)} plans are refused")
        return [*self.samples, *made]
