"""Further edits of the scripted revision, each of a kind of its own: looks, signs and places of words; lists; notes, references and
links; activities; tables, figures and annexes; registers. Marks are counted as in `revision.py`.

What only says how something is laid out, or what who does not see it hears, needs no mark that counts."""

from edits import (
    AFDELINGER,
    AFTALE,
    BESOEG,
    BREAK,
    HAERVAERK,
    IN,
    INDIKATORER,
    JOB,
    KRIMI,
    KVARTERER,
    MOVED,
    NOTE,
    OUT,
    PARAGRAPH,
    PICTURE,
    PLAN,
    SAMMEN,
    TRYGHED,
    UDDANNELSE,
    WORD,
    before,
    carry,
    cut,
    edit,
    row,
)

YDELSER, GYMNASIAL, VIDEREGAAENDE = (
    f"tabeller/{name}.toml" for name in ("beskaeftigelse-uden-for-arbejdsmarkedet", "uddannelse-gymnasial", "uddannelse-videregaaende")
)
FIGUR_YDELSER, FIGUR_POLITI, FIGUR_GRUNDSKOLE, FIGUR_GYMNASIAL = (
    f"figurer/{name}.toml"
    for name in ("uden-for-arbejdsmarkedet", "sammenhaengskraft-tillid-til-politiet", "uddannelse-grundskole", "uddannelse-gymnasial")
)
KORT, ADRESSER = "bilag/kort.toml", "bilag/adresser.toml"

SIGNS = (
    edit("kursiv væk", WORD, (AFTALE, "*Borgerens centrum*", "Borgerens centrum")),
    edit("fed", WORD, (AFTALE, "samarbejdsaftale kan kun revideres", "samarbejdsaftale kan **kun** revideres")),
    edit("komma", IN, (JOB, "får indblik i de vilkår, som arbejdet indebærer, og på", "får indblik i de vilkår, som selve arbejdet indebærer, og på")),
    edit("punktum til semikolon", WORD, (AFTALE, "rammer og handlemuligheder. Netop den", "rammer og handlemuligheder; netop den")),
    edit("stort bogstav", WORD, (AFTALE, "parallelsamfundsaftalen er i fokus", "Parallelsamfundsaftalen er i fokus")),
    edit("bindestreg", WORD, (AFTALE, "indsatsområder/aktiviteter. Det sker", "indsatsområder og aktiviteter. Det sker")),
    edit("anførselstegn", 2 * WORD, (SAMMEN, "*”hjælp til selvhjælp”*", "*»hjælp til selvhjælp«*")),
    edit("tankestreg", WORD, (AFTALE, "inden for 2019-26-midlerne", "inden for 2019–26-midlerne")),
    edit("tal i ord", WORD, (AFTALE, "\nTre boligafdelinger er tillige", "\n3 boligafdelinger er tillige")),
    edit("fast mellemrum", WORD, (SAMMEN, "og af dem har 9 ud af 10", "og af dem har 9\u00a0ud af 10")),
    edit("linjer brudt anderledes", 0, (AFTALE, "Det stiller\nhøjere krav til, at", "Det stiller højere\nkrav til, at")),
)

SENTENCES = (
    edit("sætning ind", IN, (AFTALE, "kvarterer, som de er en del af.\n", "kvarterer, som de er en del af. Sekretariatet holder en samlet oversigt.\n")),
    edit("sætning ud", OUT, (KRIMI, " Kommunen har {{ tal.kriminalitet-befolkning-kommune | tal }} indbyggere.", "")),
    edit("sætning flyttet", OUT + IN, (AFTALE, "For hver aktivitet angives\nformål, mål og delmål, hvem målgruppen er, og hvordan ansvaret er fordelt.", "For hver aktivitet angives,\nhvordan ansvaret er fordelt, formål, mål og delmål, og hvem målgruppen er.")),
    edit("ord bytter plads", OUT + IN, (SAMMEN, "taler med områdernes beboere og medarbejdere.", "taler med områdernes medarbejdere og beboere.")),
    edit("to steder i en sætning", 2 * WORD, (AFTALE, "Møder i kvarternetværkene, inspirationsture og lignende lægges derfor i den normale arbejdstid.", "Møder i netværkene, inspirationsture og lignende holdes derfor i den normale arbejdstid.")),
    edit("sætning skrevet om", WORD, (AFTALE, "Ved fleksibel udlejning kan en boligsøgende, der har fast arbejde eller er under uddannelse, hurtigere få tilbudt en\nbolig i et område.", "Ventelisten er delt, og de, som er i job, kommer forrest.")),
    edit("afsnit først", PARAGRAPH, (JOB, 'indledning = """\nAktiviteten omfatter:', 'indledning = """\nFritidsjob er for unge, som endnu går i skole.\n\nAktiviteten omfatter:')),
    edit("afsnit sidst", PARAGRAPH, (AFTALE, "vurderes det, om aktiviteterne stadig er relevante for delaftalen.\n", "vurderes det, om aktiviteterne stadig er relevante for delaftalen.\n\nÆndringer meddeles alle parter skriftligt.\n")),
    edit("afsnit til punkter", 2 * PARAGRAPH + WORD, (AFTALE, "Strategierne har det til fælles, at sociale indsatser skal inddrage borgere, netværk og aktører på stedet.", "Strategierne har det til fælles, at sociale indsatser skal inddrage:\n\n- borgere\n- netværk og aktører på stedet")),
)

LISTS = (
    edit("punkt først", PARAGRAPH, (SAMMEN, "- støttekontaktpersoner\n", "- bydelsmødre\n- støttekontaktpersoner\n")),
    edit("punkt sidst", PARAGRAPH, (SAMMEN, "- hjemmeplejen\n", "- hjemmeplejen\n- lokalpsykiatrien\n")),
    edit("punkt flyttet", MOVED, (JOB, "- Vejen fra ledighedsydelse til ansættelse\n", ""), (JOB, "- Tæt samarbejde med boligforeningerne om", "- Vejen fra ledighedsydelse til ansættelse\n- Tæt samarbejde med boligforeningerne om")),
    edit("punkt delt", BREAK + OUT, (SAMMEN, "- samarbejdspartnere i kommunen og samarbejdspartnere i boligorganisationernes drift.", "- samarbejdspartnere i kommunen\n- samarbejdspartnere i boligorganisationernes drift.")),
    edit("underpunkt", PARAGRAPH, (JOB, "- Hjælp til at vælge job\n", "- Hjælp til at vælge job\n  - også for dem, der skifter fag\n")),
    edit("liste ind", 2 * PARAGRAPH, (AFTALE, "Udfordringerne i de enkelte kvarterer fører", "- indsatser for unge\n- indsatser for ældre\n\nUdfordringerne i de enkelte kvarterer fører")),
    edit("liste ud", 2 * PARAGRAPH, (JOB, "\n- At den enkelte unge høster konkrete erfaringer på arbejdsmarkedet\n- At den enkelte unge får større tro på sine muligheder i fremtiden\n", "\n")),
    edit("profils ord", WORD, (JOB, '"Erfaring indenfor uddannelses- og', '"Dokumenteret erfaring indenfor uddannelses- og')),
)

LINKS = (
    edit("links mål", WORD, (AFTALE, "(https://lbf.dk/selvbetjening/boligsociale-data/)", "(https://lbf.dk/boligsociale-data/)")),
    edit("link ind", WORD, (AFTALE, "jf. Grøn boligaftale 2020.", "jf. [Grøn boligaftale 2020](https://www.sm.dk).")),
    # The note comes along to the first place that refers to it; the other one gets its number.
    edit("fodnote to gange", 2 * NOTE + IN, (SAMMEN, "indvandrere-omraade }}, og af dem", "indvandrere-omraade }},[^indvandrere] og af dem")),
    edit("henvisning ud", OUT, (SAMMEN, "landsgennemsnittet, jf.\n{{ tabel.sammenhaengskraft-besoeg | henvis }}.", "landsgennemsnittet.")),
    edit("henvisnings mål", WORD, (AFTALE, "som også er omtalt i\n{{ afsnit.organisering | henvis }}", "som også er omtalt i\n{{ afsnit.evaluering | henvis }}")),
    edit("henvisning til et antal", IN, (AFTALE, "og at viden bliver delt.", "og at viden bliver delt mellem {{ antal.kvarterer }} kvarterer.")),
)

ACTIVITIES = (
    edit("aktivitets navn", 2 * IN, (SAMMEN, 'titel = "Godt naboskab"', 'titel = "Godt og trygt naboskab"'), (SAMMEN, '  "Godt naboskab",\n', '  "Godt og trygt naboskab",\n')),
    edit("aktivitets formål", WORD, (SAMMEN, "At få mennesker, der har forskellig social", "At bringe mennesker, der har forskellig social")),
    edit("målgruppe", WORD, (JOB, 'tekst = "Unge på 13–17 år"', 'tekst = "Unge på 13–18 år"')),
    # A heading and a line of the period.
    edit("aktivitets periode", 2 * PARAGRAPH, (KRIMI, "[aktivitet.maalgruppe]\ntekst = \"Boligområdernes børn og unge op til 25 år.\"\n", "[aktivitet.maalgruppe]\ntekst = \"Boligområdernes børn og unge op til 25 år.\"\n\n[aktivitet.periode]\nfra = 2022-08-01\ntil = 2024-12-31\n")),
    edit("parameter", WORD, (SAMMEN, 'viden = "tilbud med fokus på brobygning og', 'viden = "tilbud med sigte på brobygning og')),
    edit("ansvar", IN, (SAMMEN, "Den boligsociale medarbejder har til opgave at sikre", "Den boligsociale medarbejder har sammen med frivillige til opgave at sikre")),
)

GOALS = (
    edit("delmåls navn", WORD, (KRIMI, 'titel = "Udgifterne til hærværk i afd. reduceres', 'titel = "De samlede udgifter til hærværk i afd. reduceres')),
    # Six cells of a line each.
    edit("delmål flyttet", 2 * row(6), carry(SAMMEN, '[[delmaal]]\nid = "naboklager"', '[[delmaal]]\nid = "livstilfredshed"', '[[delmaal]]\nid = "tillid-til-institutioner"')),
    # Cells that span other rows than before are not tracked: the row beside the new one is exchanged.
    edit("indikator ind", row(5) + 2 * row(6), (KRIMI, '[[delmaal]]\nid = "tryghedsvandringer"', '[[delmaal.indikator]]\nid = "antal-maeglinger"\ntitel = "Antallet af mæglinger"\nretning = "stiger"\n\n[[delmaal.indikator.maaling]]\nomraade = [{ vaerdi = 12, enhed = "antal" }]\nsammenligning = [{ mangler = "ikke-oplyst" }]\naar = 2021\nkilde = "Sekretariatet"\n\n[[delmaal]]\nid = "tryghedsvandringer"')),
    edit("datakilde", WORD, (SAMMEN, 'kilde = "Vive tryghed og trivsel tabel 1.6"', 'kilde = "Vive tryghed og trivsel tabel 1.7"')),
    edit("linje i celle ind", PARAGRAPH, (SAMMEN, '  { etiket = "Lokalpolitikere i kommunen", vaerdi = 42, enhed = "procent" },\n', '  { etiket = "Folkeskolen", vaerdi = 70, enhed = "procent" },\n  { etiket = "Lokalpolitikere i kommunen", vaerdi = 42, enhed = "procent" },\n')),
    edit("linje i celle ud", PARAGRAPH, (SAMMEN, '  { etiket = "Borgerservice, sagsbehandler osv.", vaerdi = 65, enhed = "procent" },\n', "")),
    edit("hoved over sammenligning", WORD, (KRIMI, 'sammenligning_titel = "Baseline øvrige hhp"', 'sammenligning_titel = "Baseline alle hhp"')),
    edit("fast indikators omfang", WORD, (INDIKATORER, '{ vaerdi = 73, enhed = "procent", omfang = "Alle 66 hhp" }', '{ vaerdi = 73, enhed = "procent", omfang = "Alle øvrige hhp" }')),
)

TABLES = (
    edit("tabels navn", WORD, (TRYGHED, 'titel = "Tryghed i boligområdet, 2018"', 'titel = "Tryghed i boligområderne, 2018"')),
    edit("tabels kilde", WORD, (YDELSER, 'kilde = "Landsbyggefondens beboerdata 2020"', 'kilde = "Landsbyggefonden 2020"')),
    edit("note under tabel", PARAGRAPH, (HAERVAERK, 'sammenfatning = "Tabellen viser udgifterne', 'noter = ["Beløbene er uden moms."]\nsammenfatning = "Tabellen viser udgifterne')),
    edit("tabels sammenfatning", 0, (BESOEG, "i ByLivKolding og i alle 66 helhedsplaner.", "i ByLivKolding og i alle de 66 helhedsplaner.")),
    # In the table and in the figure.
    edit("kolonnes navn", WORD + PICTURE, (YDELSER, 'titel = "Kvarteret ved Munkebo"', 'titel = "Kvarteret omkring Munkebo"')),
    edit("kolonnes bredde", 0, (YDELSER, "bredde = 1.6", "bredde = 1.8")),
    edit("gruppe i tabel", row(1), (BESOEG, '[[raekke]]\nid = "nogle"', '[[raekke]]\nid = "sjaeldnere"\nslags = "gruppe"\nceller = [{ prosa = "*Sjældnere*", kolonner = 3 }]\n\n[[raekke]]\nid = "nogle"')),
    edit("ord i flettet celle", WORD, (VIDEREGAAENDE, 'tekst = "Andelen af 18-29-årige med', 'tekst = "Andelen af 18-30-årige med')),
    # The two rows are exchanged.
    edit("flettet celle delt", row(7) + row(6) + 2 * row(7), (GYMNASIAL, '{ tekst = "Andelen af 18-29-årige med gymnasial uddannelse", raekker = 2 }', '"Andelen af 18-29-årige med gymnasial uddannelse"'), (GYMNASIAL, 'celler = ["Kommune", ', 'celler = ["Til sammenligning", "Kommune", ')),
    edit("tal mangler", 2 * WORD, (AFDELINGER, "doemte = 3.07", 'doemte = { mangler = "undertrykt" }')),
    edit("svar i celle", WORD, (TRYGHED, '"Utryg", 20, 17, { vaerdier = [{ mangler = "ikke-oplyst" }] }', '"Utryg", 20, 17, "Ja"')),
)

FIGURES = (
    edit("figurs navn", WORD + PICTURE, (FIGUR_GRUNDSKOLE, 'titel = "Andel af 18-29-årige med grundskolen', 'titel = "Andel af unge med grundskolen')),
    edit("figurs kilde", IN, (FIGUR_POLITI, 'kilde = "Politiets Tryghedsundersøgelse 2020 s. 41."', 'kilde = "Politiets Tryghedsundersøgelse 2020, bilag, s. 41."')),
    edit("diagrams art", PICTURE, (FIGUR_POLITI, 'art = "liggende"', 'art = "soejler"')),
    edit("diagrams udsnit", PICTURE, (FIGUR_YDELSER, ', "knud-hansens-vej"]', "]")),
    edit("alternativ tekst", PICTURE, (FIGUR_GYMNASIAL, "[diagram]", 'alt = "Kurverne stiger begge, kommunens mest."\n\n[diagram]')),
    # The picture, its caption and its source.
    edit("figur ud", 3 * PARAGRAPH + OUT, (UDDANNELSE, "{{ figur.uddannelse-erhvervsuddannelse }}\n\n", ""), (UDDANNELSE, " og\n{{ figur.uddannelse-erhvervsuddannelse | henvis }})", ")")),
    # The same, there and here.
    edit("figur flyttet", 3 * MOVED, (UDDANNELSE, "{{ tabel.uddannelse-videregaaende }}\n\n{{ figur.uddannelse-videregaaende }}", "{{ figur.uddannelse-videregaaende }}\n\n{{ tabel.uddannelse-videregaaende }}")),
)

REST = (
    edit("bilags navn", WORD, (ADRESSER, 'titel = "Adresser i helhedsplanen', 'titel = "Alle adresser i helhedsplanen')),
    edit("bilags tekst", WORD, (KORT, "Den er skematisk og", "Den er forenklet og")),
    edit("undertitel", IN, (PLAN, 'undertitel = "Et samarbejde mellem', 'undertitel = "Et fælles samarbejde mellem')),
    # In the running heads of upright and wide pages.
    edit("kort titel", 2 * WORD, (PLAN, 'kort_titel = "ByLivKolding – Helhedsplan 2022-2025"', 'kort_titel = "ByLivKolding – Planen 2022-2025"')),
    # In the table of key figures.
    edit("nøgletal", WORD, (AFDELINGER, "kun_grundskole = 66.3", "kun_grundskole = 65.8")),
    # In the list, both sums, and the text.
    edit("ungdomsboliger", 4 * WORD, (AFDELINGER, "ungdomsboliger = 84", "ungdomsboliger = 86"), (KVARTERER, "ungdomsboliger_angivet = 108", "ungdomsboliger_angivet = 110")),
    edit("afsnit af aftalen ud", 2 * PARAGRAPH, cut(AFTALE, "To bystrategiske medarbejdere er ansat", "For medarbejdere og projektledere på")),
    edit("afsnit i et andet punkt", MOVED, (AFTALE, "De sociale effektinvesteringer får deres egen evaluering.\n", ""), before(AFTALE, "Peger en af aftalens parter på et behov,", "De sociale effektinvesteringer får deres egen evaluering.\n\n")),
)

FURTHER = (*SIGNS, *SENTENCES, *LISTS, *LINKS, *ACTIVITIES, *GOALS, *TABLES, *FIGURES, *REST)
