"""A long plan, made of the small one: more annexes than the alphabet has letters, hundreds of notes, lists as deep as they go."""

import re
import shutil

ANNEXES, NOTES, LISTS = 40, 300, 12
# Notes that one paragraph refers to.
TOGETHER = 6


def make(small, folder):
    """Writes the plan; the small one says what it is about."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(small, folder)
    plan = folder / "plan.toml"
    names = [f"opslag-{number}" for number in range(1, ANNEXES + 1)]
    for number, name in enumerate(names, 1):
        (folder / "bilag" / f"{name}.toml").write_text(_annex(number), "utf-8")
    added = ", ".join(f'"{name}"' for name in names)
    plan.write_text(re.sub(r"^bilag = \[(.*)\]$", rf"bilag = [\1, {added}]", plan.read_text("utf-8"), flags=re.M), "utf-8")
    agreement = folder / "strategisk-aftale.toml"
    words = agreement.read_text("utf-8")
    # The text of the first numbered item goes on behind its last paragraph.
    end = words.index('\n"""\n', words.index("[formaal]"))
    words = words[:end] + "\n\n" + "\n\n".join((_bullets(), _numbers(), _calls())) + words[end:]
    agreement.write_text(words.replace("\n[fodnoter]\n", f"\n[fodnoter]\n{_notes()}"), "utf-8")
    return folder


def _annex(number):
    text = f"Opslag {number} hænger i vaskeriet.\n\n1. Først læses det.\n2. Så tages det ned."
    head = "#:schema ../skemaer/bilag.schema.json\n"
    return f'{head}titel = "Opslag nummer {number}"\nslags = "tekst"\ntekst = """\n{text}\n"""\n'


def _bullets():
    down = [f"{'  ' * depth}- Trin {depth + 1} nedad" for depth in range(LISTS)]
    return "\n".join(["Trappen ned:", "", *down, "- Ved døren igen"])


def _numbers():
    """Lists in lists, each of two items, with a bulleted one in the middle."""
    down, up = [], []
    for depth in range(LISTS):
        one, two = ("-", "-") if depth == LISTS // 2 else ("1.", "2.")
        indent = "   " * depth
        down.append(f"{indent}{one} Ind i rum {depth + 1}")
        up.insert(0, f"{indent}{two} Ud af rum {depth + 1}")
    return "\n".join(["Gangen igennem huset:", "", *down, *up])


def _calls():
    starts = range(1, NOTES + 1, TOGETHER)
    return "\n\n".join(" ".join(map(_call, range(first, first + TOGETHER))) for first in starts)


def _call(number):
    return f"Opslaget blev læst af nabo {number}.[^nabo-{number}]"


def _notes():
    return "".join(f'nabo-{number} = "Spurgt på trappe {number}."\n' for number in range(1, NOTES + 1))
