//! The sheet that says who pays how much of what.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError};

use crate::model::registers::BudgetLine;

use super::{Looks, Source, column, formula, posts::Posts};

/// The row of heads: the title stands above it.
const HEADS: u32 = 2;

/// Areas down, funders across, with sums; below them local co-financing and its share, and what the agreement states
/// otherwise than its posts add up to.
pub fn write(
    sheet: &mut Worksheet,
    source: Source<'_>,
    posts: &Posts<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let budget = &source.plan.budget;
    let title = format!("{} – {}", source.plan.meta.name.text, source.words.title);
    sheet.set_name(source.word("oversigt"))?;
    sheet.write_string_with_format(0, 0, title, &looks.title)?;
    sheet.write_string_with_format(HEADS, 0, source.word("omraade"), &looks.head)?;
    let last = across(budget.funders.len());
    for (index, funder) in budget.funders.iter().enumerate() {
        sheet.write_string_with_format(HEADS, across(index), &funder.name.text, &looks.head)?;
    }
    sheet.write_string_with_format(HEADS, last, source.word("i_alt"), &looks.head)?;
    let areas = areas(source);
    for (index, area) in areas.iter().enumerate() {
        let row = HEADS + 1 + down(index);
        sheet.write_string(row, 0, area)?;
        let of_it = |line: &BudgetLine| source.area(line) == *area;
        amounts(sheet, source, posts, looks, row, Some(&of_it))?;
    }
    let sums = HEADS + 1 + down(areas.len());
    sheet.write_string_with_format(sums, 0, source.word("sum"), &looks.sum)?;
    amounts(sheet, source, posts, looks, sums, None)?;
    local(sheet, source, looks, sums)?;
    stated(sheet, source, looks, sums + 4)?;
    sheet.set_column_width(0, 36.0)?;
    for at in 1..=last {
        sheet.set_column_width(at, 18.0)?;
    }
    Ok(())
}

/// What posts belong to, each once, in their order.
fn areas(source: Source<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in source.plan.budget.lines.iter().filter(|line| line.counted) {
        let area = source.area(line);
        if !out.contains(&area) {
            out.push(area);
        }
    }
    out
}

/// A row of amounts by funder: of the posts of an area, or of all.
fn amounts(
    sheet: &mut Worksheet,
    source: Source<'_>,
    posts: &Posts<'_>,
    looks: &Looks,
    row: u32,
    of_it: Option<&dyn Fn(&BudgetLine) -> bool>,
) -> Result<(), XlsxError> {
    let budget = &source.plan.budget;
    let area = of_it.map(|_| format!("$A{}", row + 1));
    let looks = match of_it {
        Some(_) => &looks.money,
        None => &looks.total,
    };
    for funder in (0..budget.funders.len()).map(Some).chain([None]) {
        let at = across(funder.unwrap_or(budget.funders.len()));
        let head = funder.map(|_| format!("{}${}", column(at), HEADS + 1));
        let lines = budget.lines.iter().filter(|line| line.counted);
        let lines = lines.filter(|line| funder.is_none_or(|index| line.funder == index));
        let lines = lines.filter(|line| of_it.is_none_or(|of_it| of_it(line)));
        let result = lines.map(|line| line.amount).sum();
        let words = posts.sum(head.as_deref(), area.as_deref());
        sheet.write_formula_with_format(row, at, formula(&words, result), looks)?;
    }
    Ok(())
}

/// Local co-financing and its share, below the sums.
fn local(
    sheet: &mut Worksheet,
    source: Source<'_>,
    looks: &Looks,
    sums: u32,
) -> Result<(), XlsxError> {
    let budget = &source.plan.budget;
    let locals: Vec<usize> = (0..budget.funders.len())
        .filter(|index| budget.funders[*index].local)
        .collect();
    if locals.is_empty() {
        return Ok(());
    }
    let cells = locals
        .iter()
        .map(|&index| format!("{}{}", column(across(index)), sums + 1));
    let cells: Vec<String> = cells.collect();
    let counted = budget.lines.iter().filter(|line| line.counted);
    let whole: i64 = counted.clone().map(|line| line.amount).sum();
    let paid: i64 = counted
        .filter(|line| locals.contains(&line.funder))
        .map(|line| line.amount)
        .sum();
    let row = sums + 1;
    sheet.write_string(row, 0, source.word("lokal"))?;
    let words = format!("={}", cells.join("+"));
    sheet.write_formula_with_format(row, 1, formula(&words, paid), &looks.money)?;
    if whole == 0 {
        return Ok(());
    }
    sheet.write_string(row + 1, 0, source.word("andel"))?;
    let total = format!("{}{}", column(across(budget.funders.len())), sums + 1);
    let share = rust_decimal::Decimal::from(paid) / rust_decimal::Decimal::from(whole);
    let share = Formula::new(format!("=B{}/{total}", row + 1)).set_result(share.to_string());
    sheet.write_formula_with_format(row + 1, 1, share, &looks.share)?;
    Ok(())
}

/// What the agreement states otherwise than its posts add up to: nobody who counts shall wonder.
fn stated(
    sheet: &mut Worksheet,
    source: Source<'_>,
    looks: &Looks,
    mut row: u32,
) -> Result<(), XlsxError> {
    let budget = &source.plan.budget;
    for total in &budget.declared {
        let agreement = total.agreement.as_deref();
        let derived = budget.total(agreement, total.funder).derived;
        if derived == total.amount {
            continue;
        }
        let mut agreements = source.plan.agreements.iter();
        let area = agreements.find(|one| Some(one.id.as_str()) == agreement);
        let area = area.map_or(source.word("sum"), |area| &area.name.text);
        let funder = total
            .funder
            .map(|index| budget.funders[index].name.text.as_str());
        let said = source.word("angivet").replace("{omraade}", area);
        let said = said.replace("{kilde}", funder.unwrap_or(source.word("i_alt")));
        sheet.write_string_with_format(row, 0, said, &looks.note)?;
        sheet.write_number_with_format(row, 1, super::kroner(total.amount), &looks.money)?;
        row += 1;
    }
    Ok(())
}

/// The column of a funder; behind the last of them that of sums.
fn across(funder: usize) -> u16 {
    u16::try_from(funder + 1).unwrap_or(u16::MAX)
}

fn down(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
