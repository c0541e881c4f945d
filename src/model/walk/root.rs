//! The whole plan, and what `plan.toml` says of it.

use crate::{
    key::FieldKey,
    model::{
        ChangeNote, Plan, PlanMeta, Waiver,
        agreement::Strategic,
        companion::{Companion, EnclosedFile, SubmissionDocument},
        signers::Signer,
    },
};

use super::{
    Concept, Field, Reading, Record, Ref, Stands, Value, Walk, choice, label, record, records, set,
    some_records, value, words,
};

impl<'a> Walk<'a> {
    /// The whole plan: a record or a list for each kind of file, in the order in which the model has them.
    pub fn of(plan: &'a Plan) -> Record<'a> {
        Walk { plan }.plan()
    }

    fn plan(&self) -> Record<'a> {
        let Plan {
            meta,
            parties,
            quarters,
            divisions,
            figures_dated,
            abbreviations,
            vocabulary,
            figures,
            indicators,
            budget,
            strategic,
            agreements,
            companions,
            tables,
            charts,
            annexes,
            registers,
            derived: _, // follows from the registers
            waivers,
            change_notes,
            rounds,
            statuses,
        } = self.plan;
        let mut out = Record::alone(Concept::PLAN, FieldKey::file("plan.toml"))
            .with(record("plan", Some(self.meta(meta))).public())
            .with(self.parties(parties))
            .with(self.quarters(quarters))
            .with(self.dated(figures_dated))
            .with(self.divisions(divisions))
            .with(self.abbreviations(abbreviations))
            .with(self.vocabulary(vocabulary));
        out.fields.extend(self.registers(registers));
        out.fields.extend(self.strategic(strategic));
        out.fields.push(self.named_figures(figures));
        out.fields.extend(self.budget(budget));
        out.fields.extend(self.fixed_indicators(indicators));
        out.with(self.agreements(agreements))
            .with(self.shared_activities(agreements))
            .with(self.companions(companions))
            .with(self.tables(tables))
            .with(self.figures(charts))
            .with(self.annexes(annexes))
            .with(self.waivers(waivers))
            .with(self.change_notes(change_notes))
            .with(self.rounds(rounds))
            .with(self.statuses(statuses))
    }

    pub(super) fn meta(&self, meta: &'a PlanMeta) -> Record<'a> {
        let PlanMeta {
            name,
            title,
            short_title,
            subtitle,
            slug,
            version,
            status,
            date,
            period: (from, to),
            municipality,
            template,
            numbering,
            parties,
            signers,
            targets_shown,
            documents,
        } = meta;
        let key = FieldKey::file("plan.toml");
        let period = Record::alone(Concept::PLAN, key.child("periode"))
            .with(value("fra", Value::Date(*from)).is("periode-fra").public())
            .with(value("til", Value::Date(*to)).is("periode-til").public());
        let list = key.child("aftaledokument");
        let documents = documents.iter().enumerate().map(|(index, document)| {
            let SubmissionDocument { id, status, file } = document;
            let path = file.as_ref().map(|EnclosedFile { path, bytes: _ }| path);
            Record::item(Concept::DOCUMENT, &list, index, id)
                .with(choice("status", Some(status)).is("levering"))
                .with(unread(words("fil", path)).is("vedlagt-fil"))
        });
        Record::alone(Concept::PLAN, key)
            .with(label("navn", name).public().named())
            .with(label("titel", title).public().named())
            .with(label("kort_titel", short_title))
            .with(label("undertitel", subtitle).blank_is_none().named())
            .with(unread(words("slug", Some(slug))).is("filnavn"))
            .with(unread(label("version", version)).public().named())
            .with(choice("status", Some(status)))
            .with(value("dato", Value::Date(*date)).public().named())
            .with(record("periode", Some(period)))
            .with(self.party("kommune", Some(*municipality)).public().named())
            .with(unread(words("skabelon", Some(template))))
            .with(choice("nummerering", Some(numbering)))
            .with(self.party_list(parties).public())
            .with(self.signers(signers))
            .with(set("maaltal_vises", *targets_shown))
            .with(records("aftaledokument", documents))
    }

    /// A party by its number among all.
    pub(super) fn party(&self, key: &'static str, index: Option<usize>) -> Field<'a> {
        let party = index.and_then(|index| self.plan.parties.get(index));
        super::maybe(key, party.map(|party| Value::Ref(Ref::Party(party))))
    }

    /// The parties to an agreement.
    pub(super) fn party_list(&self, parties: &[usize]) -> Field<'a> {
        let known = parties.iter().filter_map(|at| self.plan.parties.get(*at));
        value("parter", Value::Refs(known.map(Ref::Party).collect())).is(Concept::AGREEMENT_PARTY)
    }

    /// Texts of documents that are made beside the agreements.
    fn companions(&self, companions: &'a [Companion]) -> Field<'a> {
        let texts = companions.iter().map(|companion| {
            let Companion { id, section } = companion;
            let record = self.section(section, Concept::COMPANION);
            let scope = section.text.scope.as_ref();
            let notes = self.notes(&section.key.file, Some(scope));
            Record {
                stands: Stands::File(id),
                ..record
            }
            .with(notes)
        });
        records("dokument", texts)
    }

    /// Lines to sign on.
    pub(super) fn signers(&self, signers: &'a [Signer]) -> Field<'a> {
        let lines = signers.iter().enumerate().map(|(index, signer)| {
            let Signer {
                key,
                id,
                party,
                quarter,
                unit,
                title,
            } = signer;
            let quarter = quarter.and_then(|index| self.plan.quarters.get(index));
            let quarter = quarter.map(|quarter| Value::Ref(Ref::Quarter(quarter)));
            let stands = Stands::Item {
                index,
                id: Some(id),
            };
            Record::new(Concept::SIGNER, key.clone(), stands)
                .with(self.party("part", Some(*party)).public())
                .with(
                    super::maybe("kvarter", quarter)
                        .is(Concept::IN_QUARTER)
                        .public(),
                )
                .with(
                    label("enhed", unit.as_ref())
                        .is("underskrivers-enhed")
                        .public(),
                )
                .with(
                    label("titel", title.as_ref())
                        .is("underskrivers-titel")
                        .calls()
                        .public(),
                )
        });
        some_records("underskriver", lines).public()
    }

    /// The agreement's items, each under its key, then the footnotes of their file.
    fn strategic(&self, strategic: &'a Strategic) -> Vec<Field<'a>> {
        let Strategic {
            introduction,
            items,
        } = strategic;
        let first = self.section(introduction, Concept::INTRODUCTION);
        let mut out = vec![record("indledning", Some(first))];
        for (key, section) in items {
            let item = record("punkt", Some(self.section(section, Concept::ITEM)));
            out.push(Field { key, ..item });
        }
        let scope = introduction.text.scope.as_ref();
        out.push(self.notes(&introduction.key.file, Some(scope)));
        out
    }

    /// Findings that are let stand. Their reasons quote what was wrong, and so are no texts to proofread.
    fn waivers(&self, waivers: &'a [Waiver]) -> Field<'a> {
        let items = waivers.iter().map(|waiver| {
            let Waiver {
                key,
                code,
                place,
                found,
                reason,
                role,
                date,
                expires,
                lasting,
            } = waiver;
            Record::alone(Concept::WAIVER, key.clone())
                .with(unread(words("kode", Some(code))))
                .with(unread(words("sted", Some(place))))
                .with(unread(value(
                    "fund",
                    Value::List(found.iter().map(String::as_str).collect()),
                )))
                .with(unread(words("begrundelse", Some(reason))))
                .with(unread(words("rolle", Some(role))))
                .with(value("dato", Value::Date(*date)))
                .with(super::maybe("udloeber", expires.map(Value::Date)))
                .with(unread(words("varigt", lasting.as_ref())))
        });
        records("dispensation", items)
    }

    /// Why things were changed; these reasons quote too.
    fn change_notes(&self, notes: &'a [ChangeNote]) -> Field<'a> {
        let items = notes.iter().map(|note| {
            let ChangeNote {
                key,
                place,
                reason,
                editorial,
            } = note;
            Record::alone(Concept::CHANGE_NOTE, key.clone())
                .with(unread(words("noegle", Some(place))))
                .with(unread(words("begrundelse", Some(reason))))
                .with(set("redaktionel", *editorial))
        });
        records("aendring", items)
    }
}

/// Words that nobody proofreads.
fn unread(field: Field<'_>) -> Field<'_> {
    field.read_as(Reading::Nothing)
}
