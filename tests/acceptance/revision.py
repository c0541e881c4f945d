"""A year's revision of the plan, written down as edits: what is changed, and how many marks a person would make for it.

Each edit names the words it changes; they must stand in the sources exactly once, so that a plan that has moved on is told
and not judged by half. The count of an edit is the least number of tracked changes that Word needs for it, counted as a
person would make them:

- an exchanged word 2 (struck, put in), a word only put in or only taken out 1;
- a paragraph, list item or heading put in or taken out 2 (its words, its mark), a paragraph parted or joined 2 (the mark,
  the space between the sentences);
- a row 1 and 1 for each line with words, a cell of a column put in or taken out 2 (the cell, its words);
- something moved 4 for each paragraph (words and mark, there and here);
- a footnote 2 (its reference, its words), a picture exchanged 2.

What follows from an edit elsewhere, as the sum below a changed amount, is counted with the edit. Numbers of headings, tables
and notes that only shift, contents and page numbers count nothing.
"""

import hashlib
import re
import shutil

from edits import (
    AFDELINGER,
    AFTALE,
    BESOEG,
    BOERN,
    BREAK,
    ENLIGE,
    FORKORTELSER,
    HAERVAERK,
    IN,
    INDIKATORER,
    JOB,
    KARAKTERER,
    KRIMI,
    KVARTER,
    KVARTERER,
    MOVED,
    NABO,
    NOTE,
    OEKONOMI,
    OUT,
    PARAGRAPH,
    PARTER,
    PICTURE,
    PLAN,
    SAMMEN,
    TAL,
    TRYGHED,
    UDDANNELSE,
    WORD,
    Sources,
    before,
    carry,
    column,
    cut,
    edit,
    row,
)
from further import FURTHER

# Meetings, measurements and reports speak of the plan as it was; no document of the plan is built from them.
NOT_BUILT_FROM = ("udgivelser", "moeder", "status", "maalinger", "data")


def revise(plan, to):
    """Writes the revision of a plan into a new folder; returns its edits."""
    shutil.copytree(plan, to, ignore=lambda folder, names: NOT_BUILT_FROM if str(folder) == str(plan) else ())
    sources = Sources(to)
    for one in EDITS:
        for step in one.steps:
            step(sources)
    sources.write()
    return EDITS


# ---- Words and figures ----

WORDS = (
    edit("ord", WORD, (AFTALE, "tilgang er vokset ud af", "tilgang er udsprunget af")),
    edit("ord", WORD, (AFTALE, "Det er et udtryk for, at", "Det er et tegn på, at")),
    edit("ord", IN, (AFTALE, "arbejder nært sammen og", "arbejder nært og forpligtende sammen og")),
    edit("ord", OUT, (AFTALE, "i højere grad løser opgaver", "løser opgaver")),
    edit("ord", WORD, (AFTALE, "er afgørende for, om beboerne", "er bestemmende for, om beboerne")),
    edit("ord", WORD, (AFTALE, "arbejde nøje og bygger videre", "arbejde tæt og bygger videre")),
    edit("ord", OUT, (AFTALE, "spredt ud over byen", "spredt over byen")),
    edit("ord", WORD, (AFTALE, "Det får betydning både for", "Det har konsekvenser både for")),
    edit("ord", IN, (AFTALE, "Bestyrelsen skal skabe fremdrift", "Bestyrelsen skal hvert kvartal skabe fremdrift")),
    edit("ord", WORD, (AFTALE, "En gang om måneden holder gruppen", "Hver sjette uge holder gruppen")),
    edit("ord", WORD, (AFTALE, "afdelingsbestyrelserne to gange om året", "afdelingsbestyrelserne tre gange om året")),
    edit("ord", WORD, (AFTALE, "evalueres delindsatserne på tværs", "evalueres aktiviteterne på tværs")),
    edit("ord", OUT, (AFTALE, "får desuden deres egen evaluering", "får deres egen evaluering")),
    edit("ord", IN, (AFTALE, "Status gennemgås af sekretariatsledelsen", "Status gennemgås siden af sekretariatsledelsen")),
    edit("ord", WORD, (JOB, "vokser en stor gruppe børn", "vokser en tiltagende gruppe børn")),
    edit("ord", IN, (JOB, "erfarer, at der mangler viden", "erfarer stadig, at der mangler viden")),
    edit("ord", WORD, (JOB, "En stor del af beboerne i boligafdelingerne", "En betydelig del af beboerne i boligafdelingerne")),
    edit("ord", WORD, (JOB, "Når der er gået 3–6 måneder", "Når der er gået 4–8 måneder")),
    edit("ord", IN, (UDDANNELSE, "Det er frivillige, der bærer", "Det er frivillige, der med støtte fra helhedsplanen bærer")),
    edit("ord", WORD, (UDDANNELSE, "De yngste børn (0.–3. klasse)", "De yngste børn (0.–4. klasse)")),
    edit("ord", WORD, (UDDANNELSE, "Efter 2 år evalueres indsatsen", "Efter 3 år evalueres indsatsen")),
    edit("ord", WORD, (KRIMI, "Et halvt år senere gøres der status", "Tre måneder senere gøres der status")),
    edit("ord", OUT, (SAMMEN, "Tit er de dog mere eller mindre\nlukkede", "Tit er de dog\nlukkede")),
    edit("ord", WORD, (SAMMEN, "Antallet af naboklager\nstår i", "Antallet af naboklager\nfremgår af")),
    # Four delaftaler share the text.
    edit("fælles ord", 4 * WORD, (KVARTER, "stiller medarbejderressourcer til rådighed", "stiller medarbejdere til rådighed")),
    edit("henvisning", IN, (AFTALE, "aktører, der deltager.", "aktører, der deltager, jf. {{ afsnit.organisering | henvis }}.")),
    edit("tal", WORD, (TAL, 'id = "beboere-i-alt"\nvaerdi = 7500', 'id = "beboere-i-alt"\nvaerdi = 7400')),
    edit("tal", WORD, (TAL, 'id = "boligsocialt-samarbejde"\nvaerdi = 30', 'id = "boligsocialt-samarbejde"\nvaerdi = 31')),
    edit("tal", WORD, (TAL, 'id = "jobcafe-timer-om-ugen"\nvaerdi = 4', 'id = "jobcafe-timer-om-ugen"\nvaerdi = 6')),
    edit("tal", WORD, (TAL, 'id = "ny-start-borgere"\nvaerdi = 70', 'id = "ny-start-borgere"\nvaerdi = 85')),
    edit("tal", WORD, (TAL, 'id = "kriminalitet-sigtelser-kommune"\nvaerdi = 3776', 'id = "kriminalitet-sigtelser-kommune"\nvaerdi = 3812')),
    edit("tal", WORD, (UDDANNELSE, "pe = 4\n", "pe = 4.5\n")),
    # In three delaftaler.
    edit("navn", 3 * IN, (PARTER, 'navn = "Dansk Flygtningehjælp"', 'navn = "Dansk Flygtningehjælp Frivillig"')),
    # On the cover, and in the running heads of upright and wide pages.
    edit("version", WORD + 2 * WORD, (PLAN, 'version = "1.1"', 'version = "1.2"')),
    edit("dato", WORD, (PLAN, "dato = 2026-11-25", "dato = 2027-11-24")),
)

# ---- Paragraphs, items, headings, notes ----

FERIE = '''[[aktivitet]]
id = "ferie-i-faellesskab"
titel = "Ferie i fællesskab"
indledning = """
Familier, som ellers ikke kommer på ferie, inviteres på to ture om året. Turene planlægges af et udvalg af beboere.
"""
formaal = """
At familierne får fælles oplevelser og lærer hinanden at kende på tværs af kvartererne.
"""
ansvar = """
Den boligsociale medarbejder indkalder udvalget og søger midler til turene hos fonde.
"""

[aktivitet.maalgruppe]
tekst = """
Familier med børn under 15 år i de fire kvarterer.
"""

'''

PROSE = (
    edit("afsnit ind", PARAGRAPH, (AFTALE, "Flere afdelinger anvender fleksibel udlejning.", "Reglerne drøftes hvert år med kommunens boligforvaltning.\n\nFlere afdelinger anvender fleksibel udlejning.")),
    edit("afsnit ind", PARAGRAPH, (SAMMEN, "Det ventes desuden, at renoveringerne", "Beboermæglingen er i samme tid blevet tilbudt i alle fire kvarterer.\n\nDet ventes desuden, at renoveringerne")),
    edit("afsnit ud", PARAGRAPH, cut(AFTALE, "På lokale kvarternetværksmøder lærer", "Fælles temaoplæg, workshopper")),
    edit("afsnit ud", PARAGRAPH, cut(JOB, "Unge, der kan undvære ”træningen”", "Desuden holdes der kurser")),
    edit("afsnit delt", BREAK, (AFTALE, "opfølgningen på den. Den halvårlige", "opfølgningen på den.\n\nDen halvårlige")),
    edit("afsnit samlet", BREAK, (AFTALE, "direkte under ByLivKolding.\n\nDen strategiske", "direkte under ByLivKolding. Den strategiske")),
    edit("afsnit flyttet", MOVED, carry(AFTALE, "I øvrigt er der opmærksomhed på, at flere", "Omtrent halvdelen af de almene", "Aftalen gælder dermed for")),
    edit("punkt ind", PARAGRAPH, (AFTALE, "- {{ part.sekretariatsleder-bylivkolding }}\n", "- {{ part.sekretariatsleder-bylivkolding }}\n- {{ part.boligsocial-koordinator-konsulent }}\n")),
    edit("punkt ind", PARAGRAPH, (UDDANNELSE, "- Sundhedsplejen\n", "- Sundhedsplejen\n- Folkebibliotekets læsevenner\n")),
    edit("punkt ud", PARAGRAPH, (JOB, "- Etnisk iværksætter\n", "")),
    edit("punkt ud", PARAGRAPH, (KRIMI, "- psykiatrien/SKP'er\n", "")),
    edit("punkt ord", IN, (JOB, "- Styrket formidling af job", "- Styrket og hurtigere formidling af job")),
    edit("fælles punkt", 4 * PARAGRAPH, (KVARTER, "- at holde et højt informationsniveau", "- at gøre netværkene kendt blandt nye medarbejdere\n- at holde et højt informationsniveau")),
    edit("profil ind", PARAGRAPH, (KRIMI, '  "Erfaring med konflikthåndtering/mægling",\n', '  "Erfaring med konflikthåndtering/mægling",\n  "Kendskab til kriminalpræventivt arbejde",\n')),
    edit("profil ud", PARAGRAPH, (UDDANNELSE, '  "Erfaring med forældreinddragelse",\n', "")),
    edit("part ind", PARAGRAPH, (UDDANNELSE, '  "uddannelsesinstitutionerne",\n]', '  "uddannelsesinstitutionerne",\n  "ssp-koordinator",\n]')),
    edit("part ud", PARAGRAPH, (JOB, '  "ungdomsskoleleder",\n', "")),
    edit("part flyttet", MOVED, carry(KRIMI, '  "get2sport",\n', "]\n\n# Overskriften over delmålstabellens", '  "familiechef-socialforvaltningen",\n')),
    edit("overskrift", WORD, (AFTALE, 'titel = "Koordinationsgruppe"', 'titel = "Koordinationsgruppen for udviklingsplanerne"')),
    edit("overskrift", IN, (JOB, 'id = "fritidsjob"\ntitel = "Fritidsjob"', 'id = "fritidsjob"\ntitel = "Fritidsjob for unge"')),
    edit("fodnote ind", NOTE, (JOB, "af alle førtidspensionister\ni Kolding Kommune.", "af alle førtidspensionister\ni Kolding Kommune.[^pension]"), (JOB, "[fodnoter]\n", '[fodnoter]\npension = "Opgørelsen omfatter alle, som fik førtidspension ved årets udgang."\n')),
    edit("fodnote ud", NOTE, (KRIMI, "smitter af på børn og unge.[^ssp]", "smitter af på børn og unge."), (KRIMI, 'ssp = "Kilde: Lokale SSP-aktører"\n', "")),
    edit("fodnote ord", WORD, (SAMMEN, 'indvandrere = "Kilde: Landsbyggefondens beboerdata 2020"', 'indvandrere = "Kilde: Landsbyggefondens beboerdata 2022"')),
    # A heading and two paragraphs.
    edit("underafsnit ind", 3 * PARAGRAPH, (AFTALE, '[[organisering.afsnit]]\nid = "afdelingsbestyrelserne"', '[[organisering.afsnit]]\nid = "beboerpanelet"\ntitel = "Beboerpanelet"\ntekst = """\nHvert kvarter vælger to beboere til et panel, som sekretariatet rådfører sig med.\n\nPanelet mødes fire gange om året.\n"""\n\n[[organisering.afsnit]]\nid = "afdelingsbestyrelserne"')),
    # A heading and a paragraph.
    edit("underafsnit ud", 2 * PARAGRAPH, cut(AFTALE, '[[organisering.afsnit]]\nid = "kvarternetvaerkene"', '[[organisering.afsnit]]\nid = "beboerpanelet"')),
    edit("underafsnit flyttet", 2 * MOVED, carry(AFTALE, '[[organisering.afsnit]]\nid = "foelgegrupperne"', '[[organisering.afsnit]]\nid = "beboerpanelet"', '[[organisering.afsnit]]\nid = "sekretariatsledelsen"')),
    # Four headings and four paragraphs; its line in the list.
    edit("aktivitet ind", 8 * PARAGRAPH + PARAGRAPH, (SAMMEN, "# Teksten er fælles for alle fire delaftaler", FERIE + "# Teksten er fælles for alle fire delaftaler"), (SAMMEN, '  "Godt naboskab",\n', '  "Godt naboskab",\n  "Ferie i fællesskab",\n')),
    # Four headings and five paragraphs; its line in the list.
    edit("aktivitet ud", 9 * PARAGRAPH + PARAGRAPH, cut(KRIMI, "# Aktiviteten har hverken formål, målgruppe eller", '[[aktivitet]]\nid = "eat-and-learn"'), (KRIMI, '  "Lommepenge",\n', "")),
    # Five headings and nine paragraphs; its line in the list.
    edit("aktivitet flyttet", 14 * MOVED + MOVED, carry(KRIMI, '[[aktivitet]]\nid = "eat-and-learn"', '[[aktivitet]]\nid = "opsoegende-arbejde"', "# Teksten er fælles for alle fire delaftaler"), carry(KRIMI, '  "Eat and Learn",\n', '  "Opsøgende arbejde",\n', '  "Kvarternetværk",\n')),
)

# ---- Tables ----

ENLIGE_HEAD = '''#:schema ../skemaer/tabel.schema.json

titel = "Børn af enlige forsørgere"
sammenfatning = "For hvert kvarter og for kommunen vises andelen af børn, der vokser op hos en enlig forsørger."

'''


def divided(sources):
    """The second row of a table in a table of its own, with the same columns."""
    text = sources[BOERN]
    columns = text[text.index("[[kolonne]]") : sources.at(BOERN, '[[raekke]]\nid = "oprindelse"')]
    sources[ENLIGE] = ENLIGE_HEAD + columns + sources.take(BOERN, '[[raekke]]\nid = "enlig-forsoerger"', None)


TABLES = (
    edit("celle", WORD, (HAERVAERK, "82_835", "82_385")),
    edit("celle", WORD, (BESOEG, '"Ingen/ enkelte", 36, 25', '"Ingen/ enkelte", 36, 24')),
    edit("celle", WORD, (TRYGHED, '"Hverken/eller", 8, 10', '"Hverken/eller", 9, 10')),
    edit("celle", WORD, (INDIKATORER, "vaerdi = 90.2", "vaerdi = 91.0")),
    edit("celle", WORD, (INDIKATORER, "vaerdi = 70.2", "vaerdi = 71.4")),
    edit("celle", WORD, (JOB, "vaerdi = 51.14", "vaerdi = 52.00")),
    edit("celle", WORD, (JOB, 'titel = "Mindst 8 har været', 'titel = "Mindst 10 har været')),
    edit("celle", IN, (JOB, 'id = "andel-jobparate"\ntitel = "Andelen af 18-64-årige i målgruppen jobparate falder"\nretning = "falder"\n\n[[delmaal.indikator.maaling]]\nomraade = [{ vaerdi = 72.29, enhed = "helaarspersoner" }]\nsammenligning = [{ vaerdi = 287.40, enhed = "helaarspersoner" }]\naar = 2020\nkilde = "Kolding Kommune"', 'id = "andel-jobparate"\ntitel = "Andelen af 18-64-årige i målgruppen jobparate falder"\nretning = "falder"\n\n[[delmaal.indikator.maaling]]\nomraade = [{ vaerdi = 72.29, enhed = "helaarspersoner" }]\nsammenligning = [{ vaerdi = 287.40, enhed = "helaarspersoner" }]\naar = 2020\nkilde = "Kolding Kommune, Jobcentret"')),
    edit("celle", WORD, (KRIMI, "aar = 2020\nkilde = \"Ungekontakten", "aar = 2022\nkilde = \"Ungekontakten")),
    # In the table, and in the text on the charges of 2020.
    edit("celle", 2 * WORD, (AFDELINGER, "beboere = 1522", "beboere = 1498"), (TAL, "vaerdi = 3768", "vaerdi = 3744")),
    edit("celle", WORD, (AFDELINGER, "uden_arbejde = 31.1", "uden_arbejde = 30.4")),
    edit("celle", WORD, (AFDELINGER, '"Skovparken 1-125"', '"Skovparken 1-127"')),
    edit("celle", WORD, (FORKORTELSER, 'lang = "skolefritidsordning"', 'lang = "skolernes fritidsordning"')),
    edit("linje ind", PARAGRAPH, (AFDELINGER, '  "Lærkevej 23-57",\n', '  "Lærkevej 23-57",\n  "Mejsevej 2-12",\n')),
    # In the list, the quarter's sum, the sum of all, and in the text.
    edit("boliger", 4 * WORD, (AFDELINGER, "boliger = 59", "boliger = 62"), (KVARTERER, "boliger_angivet = 1261", "boliger_angivet = 1264")),
    edit("række ind", row(4), (HAERVAERK, '[[raekke]]\nid = "boligselskabet-kolding-2"', '[[raekke]]\nid = "aab-22"\nceller = ["AAB afd. 22", 1_200, 0, 2_500]\n\n[[raekke]]\nid = "boligselskabet-kolding-2"')),
    edit("række ind", row(2), (FORKORTELSER, '[[forkortelse]]\nkort = "CPR"', '[[forkortelse]]\nkort = "BL"\nlang = "Danmarks Almene Boliger"\n\n[[forkortelse]]\nkort = "CPR"')),
    edit("række ud", row(4), cut(TRYGHED, '[[raekke]]\nid = "grundlaeggende-tryk"', '[[raekke]]\nid = "tryk"')),
    edit("række ud", row(2), (FORKORTELSER, '[[forkortelse]]\nkort = "SKP"\nlang = "støttekontaktperson"\n\n', "")),
    edit("række flyttet", 2 * row(3), carry(BESOEG, '[[raekke]]\nid = "mange"', '[[raekke]]\nid = "nogle"', '[[raekke]]\nid = "ingen"')),
    # Six cells of one line each.
    edit("delmål ind", row(6), (KRIMI, '[[delmaal]]\nid = "haervaerk"', '[[delmaal]]\nid = "tryghedsvandringer"\ntitel = "Flere tryghedsvandringer"\n\n[[delmaal.indikator]]\nid = "antal-tryghedsvandringer"\ntitel = "Antallet af tryghedsvandringer pr. år"\nretning = "stiger"\n\n[[delmaal.indikator.maaling]]\nomraade = [{ vaerdi = 4, enhed = "antal" }]\nsammenligning = [{ mangler = "ikke-oplyst" }]\naar = 2022\nkilde = "Sekretariatet"\n\n[[delmaal]]\nid = "haervaerk"')),
    edit("delmål ud", row(6), cut(JOB, '[[delmaal]]\nid = "flere-i-uddannelse"', "# Måltallet (mindst 8 om året)")),
    # The row of Bilag B; the quarter's sum, with the sum of all changed above; its line in Bilag A; 20 to 19 in three
    # places; two figures of the quarter in the text.
    edit("afdeling ud", row(5) + WORD + PARAGRAPH + 3 * WORD + 2 * WORD, cut(AFDELINGER, '[[afdeling]]\nid = "aab-74"', '[[afdeling]]\nid = "alfabo-103"'), (KVARTERER, "afdelinger_angivet = 5\nboliger_angivet = 1298", "afdelinger_angivet = 4\nboliger_angivet = 1250")),
    # A head and a value.
    edit("kolonne ind", column(2), (NABO, '[[kolonne]]\nid = "aar-2020"', '[[kolonne]]\nid = "aar-2019"\ntitel = "2019"\n\n[[kolonne]]\nid = "aar-2020"'), (NABO, '["Antallet af naboklager", ', '["Antallet af naboklager", { vaerdier = [{ etiket = "Samlet antal klager:", vaerdi = 107, enhed = "antal" }] }, ')),
    edit("kolonne ud", column(2), cut(KARAKTERER, '[[kolonne]]\nid = "almen"', '[[kolonne]]\nid = "landet"'), (KARAKTERER, "5.5, 7.1, 5.5, 7.1", "5.5, 7.1, 7.1")),
    # The row leaves with nine lines, and stands with five heads in a table of its own, below a caption.
    edit("tabel delt", row(9) + row(9) + row(5) + PARAGRAPH, divided, (UDDANNELSE, "{{ tabel.uddannelse-boern }}\n", "{{ tabel.uddannelse-boern }}\n\n{{ tabel.uddannelse-enlige-forsoergere }}\n")),
    # Two amounts and two sums; the picture of all amounts.
    edit("budget flyttet", 4 * WORD + PICTURE, (OEKONOMI, "beloeb = 9_424_000", "beloeb = 9_324_000"), (OEKONOMI, "beloeb = 3_495_000", "beloeb = 3_595_000")),
)

EDITS = (*WORDS, *PROSE, *TABLES, *FURTHER)


# ---- A section before all others ----

# A chapter that stands first and shifts the number of every heading behind it: a heading, two paragraphs, two items.
CHAPTER = """# Planen kort {.tal}

Planen dækker fire år og fire indsatsområder. Den er aftalt mellem kommunen og boligorganisationerne.

- Børn og unge får støtte i skole og uddannelse.
- Voksne får hjælp til at finde arbejde.

Resten af dokumentet beskriver, hvordan det skal ske.
"""
# A section before all others of the agreement, with a table and a note that shift the numbers of tables and notes.
SECTION = """
[[indledning.afsnit]]
id = "laesevejledning"
titel = "Læsevejledning"
tekst = '''
Tallene om tillid til politiet viser, hvordan planens tabeller skal læses.[^laesning]

{{ tabel.sammenhaengskraft-tillid-til-politiet }}
'''

[fodnoter]
laesning = "Alle tal er afrundet."
"""
# Two headings, three paragraphs, two items, a caption and a source; the words of the note; five rows of two cells.
FIRST_MARKS = 9 * PARAGRAPH + IN + 5 * row(2)
# More than this times as many marks as needed is noise.
MOST = 1.15
FIRST_WORDS, LAST_WORDS = "Planen kort", "Resten af dokumentet beskriver, hvordan det skal ske."


def put_first(release, to):
    """A frozen version with a chapter and a section put in first, and frozen anew: only a version has its own template."""
    shutil.copytree(release, to)
    (to / "skabelon" / "parts" / "kort.md").write_text(CHAPTER, "utf-8")
    sources = Sources(to)
    before("skabelon/struktur.toml", '[[kapitel.del]]\nskabelon = "aftale"\n', '[[kapitel.del]]\nskabelon = "kort"\n')(sources)
    sources["strategisk-aftale.toml"] += SECTION
    sources.write()
    _freeze(to)


def _freeze(folder):
    record = folder / "udgivelse.toml"
    text = record.read_text("utf-8")
    head, names = text[: text.index("[[fil]]")], re.findall(r'^sti = "(.*)"$', text, re.M)
    files = sorted([*names, "skabelon/parts/kort.md"])
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files}
    entries = [f'[[fil]]\nsti = "{name}"\nsha256 = "{value}"\n' for name, value in sums.items()]
    record.write_text(head + "\n".join(entries), "utf-8")
