//! The kinds of slip, with how the table of results names them and how much harm one does that nobody sees.

/// How much harm a slip does that stands in the plan as it is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// What is agreed, paid or measured is another: parties, money, goals, numbers.
    Great,
    /// A reader is led astray: by a word against its table, a wrong name, a wrong date.
    Some,
    /// It is ugly, and everybody sees what was meant.
    Little,
}

macro_rules! kinds {
    ($($kind:ident $harm:ident $words:literal),* $(,)?) => {
        /// Kinds of slip.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum SlipKind { $($kind),* }

        impl SlipKind {
            pub const ALL: &[SlipKind] = &[$(SlipKind::$kind),*];

            pub fn words(self) -> &'static str {
                match self { $(SlipKind::$kind => $words),* }
            }

            pub fn harm(self) -> Harm {
                match self { $(SlipKind::$kind => Harm::$harm),* }
            }
        }
    };
}

kinds! {
    Digit Great "et ciffer i et tal",
    Swapped Great "to cifre byttet om",
    Decimal Great "et komma flyttet",
    Scale Great "en måling uden for sin skala",
    Typed Great "et tal i teksten, som ikke er dataenes",
    Torn Some "et tal med et ciffer for lidt (»2.391.00«)",
    NumberWord Great "et talord, som ikke er planens antal",
    Stale Great "et antal, der er blevet for gammelt",
    Money Great "en post ændret ved et angivet beløb",
    Movement Some "et ord for udvikling vendt om",
    Comparison Some "et ord for sammenligning vendt om",
    Fraction Some "en brøkdel eller et mangefold skiftet ud",
    Verb Great "et måls verbum vendt om",
    Direction Great "et måls retning vendt om",
    Target Great "et måltal på den forkerte side af baseline",
    Unit Great "en forkert enhed",
    Percent Some "procent for procentpoint",
    BaselineYear Great "en baseline fra et andet års kolonne",
    SourceYear Some "en kilde fra et andet år end tallenes",
    Year Some "et årstal, hvor to cifre er byttet om",
    ImpossibleDate Little "en dato, der ikke findes",
    MilestoneOut Great "en milepæl uden for planen",
    Reached Some "en milepæl nået efter statussens dato",
    StatusEarly Some "en status før sit halvår",
    Party Great "en part, der er faldet ud",
    Cover Some "en part, der er faldet ud af forsiden",
    Neighbour Great "en afdeling eller et kvarter for sin nabo",
    Number Some "to afdelinger med ét nummer",
    Youth Great "flere ungdomsboliger end boliger",
    Name Some "et navn med et forkert bogstav",
    Source Little "en kilde eller forkortelse med et forkert bogstav",
    Activity Some "en aktivitet kaldt to ting",
    Age Great "en alder, der er forskellig fra den, der står andre steder",
    OtherArea Some "et andet områdes ord",
    Row Great "en række eller et punkt, der står to gange",
    Lost Great "en række eller et punkt, der er faldet ud",
    Item Little "et navn på en liste to gange",
    Bullet Little "et punkt i teksten to gange",
    Column Great "en kolonnetitel to gange",
    TitleYears Some "en titel, hvis år ikke er kolonnernes",
    Footnote Some "en fodnote eller et fodnotetegn, der er faldet ud",
    OtherTable Some "en henvisning til en anden tabel, som findes",
    FigureTable Great "en figur, der tegner en anden tabel",
    Reference Some "en henvisning til et navn, der ikke findes",
    Field Some "en nøgle, der er faldet ud",
    Empty Great "en tekst, der er tom",
    Placeholder Great "en tekst, der kun siger, at den mangler",
    Alt Some "en alternativ tekst, der intet siger eller er en andens",
    Copied Some "et afsnit, der står ordret under et andet område",
    Waived Great "en ny fejl på et sted med dispensation",
    Word Little "et ord to gange",
    Bracket Little "en parentes, der mangler",
    Quote Little "et citationstegn, der mangler",
    Doubled Little "en dobbelt konsonant for en enkelt",
    Single Little "en enkelt konsonant for en dobbelt",
    Letters Little "to bogstaver byttet om",
    Split Little "en sammensætning delt i to ord",
    Ending Little "et r for lidt eller for meget",
    Silent Little "nd for n eller n for nd",
}
