//! A meeting, which is no part of the plan but is read like it.

use crate::model::meeting::{AgendaItem, AnnexContent, Meeting, PackAnnex};

use super::{
    Concept, Field, Record, Value, choice, label, list, maybe, prose, records, set, value,
};

/// A meeting.
pub fn meeting(meeting: &Meeting) -> Record<'_> {
    let Meeting {
        key,
        id: _, // the file's name
        body,
        title,
        date,
        time: _, // digits
        place,
        sent,
        deadline,
        participants,
        apologies,
        example,
        summary,
        items,
    } = meeting;
    Record::alone(Concept::MEETING, key.clone())
        .with(label("organ", body))
        .with(label("titel", title).calls())
        .with(value("dato", Value::Date(*date)))
        .with(label("sted", place))
        .with(value("udsendt", Value::Date(*sent)))
        .with(maybe("frist", deadline.map(Value::Date)))
        .with(list("deltagere", participants))
        .with(list("afbud", apologies))
        .with(set("eksempel", *example))
        .with(prose("sammenfatning", summary))
        .with(agenda("punkt", items))
}

fn agenda<'a>(key: &'static str, items: &'a [AgendaItem]) -> Field<'a> {
    records(key, items.iter().map(item))
}

fn item(item: &AgendaItem) -> Record<'_> {
    let AgendaItem {
        key,
        id: _, // never printed
        title,
        kind,
        time: _, // digits
        closed,
        presenter,
        case,
        proposal,
        economy,
        process,
        deadline,
        annexes,
        parts,
    } = item;
    Record::alone(Concept::AGENDA_ITEM, key.clone())
        .with(label("titel", title).calls())
        .with(choice("slags", *kind))
        .with(set("lukket", *closed))
        .with(label("ansvarlig", presenter.as_ref()))
        .with(prose("sagsfremstilling", case))
        .with(prose("indstilling", proposal))
        .with(prose("oekonomi", economy))
        .with(prose("videre_proces", process))
        .with(maybe("frist", deadline.map(Value::Date)))
        .with(records("bilag", annexes.iter().map(annex)))
        .with(agenda("underpunkt", parts))
}

fn annex(annex: &PackAnnex) -> Record<'_> {
    let PackAnnex {
        key,
        title,
        content,
    } = annex;
    match content {
        // What an annex shows is proofread where it is written.
        AnnexContent::Plan { version: _ }
        | AnnexContent::Agreement { version: _, id: _ }
        | AnnexContent::ChangeList {
            from: _,
            version: _,
        }
        | AnnexContent::Redline {
            from: _,
            version: _,
        }
        | AnnexContent::Quality
        | AnnexContent::KeyFigures
        | AnnexContent::Status { half: _ }
        | AnnexContent::File { path: _ } => {}
    }
    Record::alone(Concept::PACK_ANNEX, key.clone()).with(label("titel", title.as_ref()).calls())
}
