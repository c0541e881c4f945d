"""A Danish dictionary knows every word, or it has been judged: names, the field's words, misprints that are facts."""

import re

from readers import skeleton
from work import HERE, SUBMITTED, Broken, call

# Words of names and of the field, each judged to be right.
OWN = HERE / "ordliste.txt"
# Words of labels and names that are printed so in the model, right or wrong: they are facts.
MODEL = HERE / "ordliste-kilden.txt"
CONTROL = "uddannelsesniveaet"


def check(work):
    lists = {path: _list(path) for path in (OWN, MODEL)}
    allowed = set().union(*lists.values())
    places = {}
    for document in work.documents:
        # What was submitted keeps the misprints of the model; they are findings of `check`.
        if document.plan and document.plan != SUBMITTED:
            for piece in skeleton.read(document.skeleton).pieces:
                for word in _words(piece.text):
                    places.setdefault(word, f"{document.name}: {piece.text}")
    unknown = _unknown([*places, CONTROL])
    if unknown.pop(CONTROL, None) is None:
        raise Broken("the dictionary passes a misspelt word")
    problems, used = [], set()
    for word, parts in sorted(unknown.items()):
        judged = {form for part in (word, *parts) for form in _forms(part)} & allowed
        used |= judged
        if not ({*_forms(word)} & allowed or all({*_forms(part)} & allowed for part in parts)):
            problems.append(f"{word} ({_around(places[word], word)})")
    unused = sorted(allowed - used)
    problems += [f"no document holds {word}, or the dictionary knows it: take it out of the list" for word in unused]
    both = sorted(lists[OWN] & lists[MODEL])
    problems += [f"both lists hold {word}" for word in both]
    counts = f"{len(lists[OWN])} names and words of the field, {len(lists[MODEL])} of the model's"
    return f"{len(places)} different words, {len(unknown)} not in the dictionary: {counts}", problems


def _list(path):
    lines = (line.partition("#")[0].strip() for line in path.read_text("utf-8").splitlines())
    words = [line for line in lines if line]
    if len(words) != len(set(words)):
        raise Broken(f"{path.name} holds a word twice")
    return set(words)


def _words(text):
    """Words without figures; addresses of the web and the letters of annexes are no words."""
    text = re.sub(r"https?://\S+|(?<=Bilag )([A-Z])\1*\b", " ", text)
    return re.findall(r"(?<![\w.@/])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?![\w@])", text)


def _unknown(words):
    """The words that the dictionary does not know, each with the parts of it that it does not know."""
    parts = {word: [word, *re.split(r"[-'’]", word)] for word in words}
    every = "\n".join(sorted({part for several in parts.values() for part in several}))
    found = set(call("hunspell", "-d", "da_DK", "-i", "utf-8", "-l", input=every).stdout.split())
    out = {word: [part for part in several[1:] if part in found] for word, several in parts.items()}
    return {word: inside or [word] for word, inside in out.items() if inside or word in found}


def _forms(word):
    """The word as it stands, and without the capital that begins a sentence."""
    return word, word[:1].lower() + word[1:]


def _around(text, word):
    at = text.find(word)
    return f"… {text[max(0, at - 50) : at + 50]} …"
