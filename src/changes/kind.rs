//! What kinds of thing a plan is made of. Their words stand in `narrate/words.toml`.

macro_rules! kinds {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// A kind of thing or of value in a plan.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = $name] $variant),*
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Kind] = &[$(Kind::$variant),*];

            /// Its name in machine formats; also the key of its words.
            pub fn name(self) -> &'static str {
                match self {
                    $(Kind::$variant => $name),*
                }
            }
        }
    };
}

kinds! {
    // The plan itself.
    Plan "plan", Name "navn", Title "titel", ShortTitle "kort-titel", Subtitle "undertitel", Slug "filnavn",
    Version "version", Status "status", Date "dato", PeriodFrom "periode-fra", PeriodTo "periode-til",
    Municipality "kommune", Template "skabelon", Numbering "nummerering", AgreementParty "aftalepart",
    Document "aftaledokument", Delivery "levering",
    // Agreements.
    Introduction "indledning", Item "punkt", SubSection "afsnit", Heading "overskrift", Text "tekst",
    Agreement "delaftale", Area "indsatsomraade", Problem "problemkompleks", ProblemName "problemkompleks-navn",
    ComparisonTitle "sammenligning-titel", Goal "delmaal", Indicator "indikator", Direction "retning", Target "maaltal",
    ListedActivity "aktivitetsliste", Staff "personale", ProfileHeading "profil-overskrift", Profile "profil",
    StaffUnits "personaleenheder", Municipal "kommunal-indsats", Practice "indhold-og-praksis",
    Activity "aktivitet", ActivityIntroduction "aktivitet-indledning", Purpose "formaal", Audience "maalgruppe",
    Primary "maalgruppe-primaer", Secondary "maalgruppe-sekundaer", Roles "ansvar", Parameter "parameter",
    SharedActivity "faelles-aktivitet", Footnote "fodnote", FootnoteMark "fodnotetegn",
    // Measurements.
    FixedIndicator "fast-indikator", Measurement "maaling", AreaBaseline "baseline-boligomraade",
    ComparisonBaseline "baseline-sammenligning", BaselineYear "baseline-aar", DataSource "datakilde", Series "serie",
    // Registers.
    Party "part", PartyKind "part-slags", Alias "ogsaa-kaldt", Quarter "kvarter", ShortName "kort-navn",
    Location "beliggenhed", DeclaredDivisions "afdelinger-angivet", DeclaredDwellings "boliger-angivet",
    DeclaredYouth "ungdomsboliger-angivet", Division "afdeling", DivisionNumber "afdelingsnummer",
    Organisation "boligorganisation", DeclaredOrganisation "boligorganisation-angivet", InQuarter "i-kvarter",
    PlaceName "sted", Dwellings "boliger", Youth "ungdomsboliger", Address "adresse", KeyFigures "noegletal",
    Residents "beboere", OutsideWork "uden-arbejde", NonWestern "ikke-vestlige", Convicted "doemte",
    BasicSchool "kun-grundskole", Income "indkomst", Dated "opgjort", Abbreviation "forkortelse", Long "betydning-lang",
    NamedFigure "tal", Number "vaerdi", Unit "enhed", Meaning "betydning", Year "aar", Claim "paastand",
    // Money.
    Funder "finansieringskilde", Local "lokal", BudgetLine "budgetpost", Amount "beloeb", ForAgreement "til-delaftale",
    SharedPost "tvaergaaende", PaidBy "betales-af", MoneyKind "art", DeclaredTotal "angivet-sum",
    // Tables, figures, annexes.
    Table "tabel", Source "kilde", TableNote "tabelnote", Summary "sammenfatning", Wide "liggende",
    RowHeaders "raekkehoveder", Column "kolonne", ColumnTitle "kolonnetitel", Group "kolonnegruppe", Width "bredde",
    Align "justering", Row "raekke", RowKind "raekke-slags", Cell "celle", Figure "figur", Alt "alternativ-tekst",
    FigureNote "figurnote", Chart "diagram", ChartKind "diagram-art", Decimals "decimaler", Category "kategori", ChartSeries "dataserie",
    ChartValue "diagramvaerdi", ChartTable "diagram-tabel", ChartRows "diagram-raekker", ChartColumns "diagram-kolonner",
    Transposed "byt-akser", ChartBudget "diagram-oekonomi", Picture "billede", Annex "bilag", AnnexKind "bilag-slags",
}
