//! A cell of a sheet or a CSV file means what its reader sees; what can be read in two ways is told with its place.

use crate::{
    given::{Given, Run},
    workbook::{Sheet, cells, workbook},
};

/// The smallest plan with one table, `x` in the first column and values in `enhed` in the others.
fn table(from: &str, columns: &[&str]) -> Given {
    let columns: String = columns
        .iter()
        .zip('a'..='z')
        .map(|(unit, id)| {
            let unit = if unit.is_empty() {
                String::new()
            } else {
                format!("enhed = '{unit}'\n")
            };
            format!("[[kolonne]]\nid = '{id}'\ntitel = 'Kolonne {id}'\n{unit}")
        })
        .collect();
    Given::showing(&format!("titel = 'Tal'\nfra = {{ {from} }}\n{columns}"))
}

/// The table's rows as the document prints them, or the codes and cells of the findings that stop it.
fn rows(given: &Given) -> Vec<String> {
    let run = given.build(&["--format", "md", "--message-format", "json"]);
    let found = told(&run);
    if run.code != Some(0) {
        assert_eq!(run.code, Some(1), "{}", run.stderr);
        return found;
    }
    let text = String::from_utf8(given.output("byhaven-0.1.md")).unwrap();
    let lines = text
        .lines()
        .skip_while(|line| !line.starts_with("| Kolonne a"));
    let table = lines.skip(2).take_while(|line| line.starts_with('|'));
    let table = table.map(|line| {
        line.trim_matches(['|', ' '])
            .replace('\u{a0}', " ")
            .replace("**", "")
    });
    found.into_iter().chain(table).collect()
}

fn told(run: &Run) -> Vec<String> {
    let own = run.findings().into_iter().filter(|finding| {
        let code = finding["code"].as_str().unwrap();
        code.starts_with('R') || code == "K010"
    });
    let mut told: Vec<String> = own
        .map(|finding| {
            let message = finding["message"].as_str().unwrap();
            let cell = message
                .split_once("cellen ")
                .map(|(_, rest)| rest.split(' ').next().unwrap());
            format!(
                "{} {}",
                finding["code"].as_str().unwrap(),
                cell.unwrap_or_default()
            )
            .trim()
            .to_owned()
        })
        .collect();
    // By cell: findings at one place of the plan come by their codes.
    told.sort_by_key(|told| told.split(' ').nth(1).unwrap_or_default().to_owned());
    told
}

fn csv(text: &str, columns: &[&str]) -> Vec<String> {
    rows(&table("csv = 'data/t.csv'", columns).with("data/t.csv", text))
}

fn xlsx(lines: &str, formats: &[&str], columns: &[&str]) -> Vec<String> {
    raw(&cells(lines), formats, columns)
}

fn raw(xml: &str, formats: &[&str], columns: &[&str]) -> Vec<String> {
    let sheet = Sheet {
        name: "Ark1",
        state: "visible",
        xml,
    };
    let book = workbook(&[sheet], formats);
    rows(&table("xlsx = 'data/t.xlsx'", columns).with("data/t.xlsx", book))
}

#[test]
fn a_share_in_percent_format_is_the_percentage_that_the_sheet_shows() {
    assert_eq!(
        xlsx(
            "Hvor|Andel\nNord|1 0.583\nSyd|1 0.7\nVest|n 58.3\nØst|58,3",
            &["0.0%"],
            &["", "procent"]
        ),
        [
            "Nord | 58,3 %",
            "Syd | 70,0 %",
            "Vest | 58,3 %",
            "Øst | 58,3 %"
        ]
    );
    assert_eq!(
        xlsx("Hvor|Tal\nNord|1 0.583", &["0.0%"], &["", "antal"]),
        ["R066 B2"]
    );
    assert_eq!(
        xlsx("Hvor|Tal\nNord|1 0.583", &["0.0%"], &["", ""]),
        ["Nord | 58,3%"]
    );
}

#[test]
fn shares_in_a_column_of_percent_are_warned_of() {
    assert_eq!(
        xlsx(
            "Hvor|Andel\nNord|n 0.583\nSyd|n 0.61",
            &[],
            &["", "procent"]
        ),
        ["R065 B2", "Nord | 0,583 %", "Syd | 0,61 %"]
    );
}

#[test]
fn decimals_are_those_that_the_sheet_shows() {
    assert_eq!(
        xlsx(
            "Hvor|Tal\nNord|1 83\nSyd|1 73.2\nVest|1 73.25",
            &["0.0"],
            &["", "karakter"]
        ),
        ["Nord | 83,0", "Syd | 73,2", "Vest | 73,3"]
    );
    assert_eq!(
        xlsx(
            "Hvor|Tal\nNord|n 0.30000000000000004",
            &[],
            &["", "karakter"]
        ),
        ["Nord | 0,3"]
    );
}

#[test]
fn times_dates_and_durations_are_shown_and_are_no_numbers() {
    let formats = ["h:mm", "[h]:mm", "dd/mm/yyyy", "d. mmmm yyyy"];
    let lines =
        "Hvor|Hvornår\nÅbner|1 0.6041666666666666\nUgentlig|2 1.5625\nFra|3 44470\nTil|4 44470";
    assert_eq!(
        xlsx(lines, &formats, &["", ""]),
        [
            "Åbner | 14.30",
            "Ugentlig | 37.30",
            "Fra | 01-10-2021",
            "Til | 1. oktober 2021"
        ]
    );
    assert_eq!(
        xlsx(lines, &formats, &["", "antal"]),
        ["R061 B2", "R061 B3", "R061 B4", "R061 B5"]
    );
}

#[test]
fn years_and_codes_are_not_counted() {
    assert_eq!(
        xlsx(
            "År|Postnr.|Nr.|Tal\nn 2022|n 6000|1 800|2 1234",
            &["0000", "#,##0"],
            &["", "", "", "antal"]
        ),
        ["2022 | 6000 | 0800 | 1.234"]
    );
    assert_eq!(
        csv("År;Nr.;Tal\n2022;0800;1234\n", &["", "", "antal"]),
        ["2022 | 0800 | 1.234"]
    );
    assert_eq!(csv("År;Åbnet\nx;2013\n", &["", "aarstal"]), ["x | 2013"]);
    assert_eq!(csv("År;Nr.\nx;0800\n", &["", "antal"]), ["R061 B2"]);
}

#[test]
fn what_a_sheet_does_not_hold_is_told_with_its_cell() {
    assert_eq!(
        xlsx(
            "Hvor|Tal\nNord|=SUM(C1:C9)\nSyd|e #N/A\nVest|n 1",
            &[],
            &["", "antal"]
        ),
        ["R062 B2", "R051 B3"]
    );
    assert_eq!(
        xlsx("Hvor|Tal\nNord|\nSyd|n 1", &[], &["", "antal"]),
        ["R063 B2"]
    );
    assert_eq!(csv("Hvor;Tal\nNord;\nSyd;1\n", &["", "antal"]), ["R063 B2"]);
    assert_eq!(
        csv(
            "Hvor;Tal\nNord;#I/T\nSyd;#DIV/0!\nVest;Err:502\nØst;########\nBy;1\n",
            &["", "antal"]
        ),
        ["R051 B2", "R051 B3", "R051 B4", "R051 B5"]
    );
    assert_eq!(
        csv("Hvor;Sted\nNord;#NAVN?\n#1;Park #2\n", &["", ""]),
        ["R051 B2"]
    );
    assert_eq!(
        csv("Hvor;Tal\nNord;ikke-oplyst\nSyd;–\n", &["", "antal"]),
        ["Nord | \\-", "Syd | –"]
    );
}

#[test]
fn hidden_rows_and_columns_are_left_out_and_named() {
    let sheet = cells("Hvor|Skjult|Tal\nNord|x|n 1\nSyd|x|n 2\nVest|x|n 3");
    let sheet = sheet.replace(r#"<row r="3">"#, r#"<row r="3" hidden="1">"#);
    let columns = r#"<cols><col min="2" max="2" width="9" hidden="1"/></cols>"#;
    assert_eq!(
        raw(&format!("{columns}{sheet}"), &[], &["", "antal"]),
        ["R064", "R077", "Nord | 1", "Vest | 3"]
    );
}

#[test]
fn the_first_sheet_that_is_shown_is_read() {
    let sheets = [
        Sheet {
            name: "Gemt",
            state: "hidden",
            xml: &cells("A|B\nskjult|n 1"),
        },
        Sheet {
            name: "Vist",
            state: "visible",
            xml: &cells("A|B\nvist|n 2"),
        },
    ];
    let book = workbook(&sheets, &[]);
    let given = |from| rows(&table(from, &["", "antal"]).with("data/t.xlsx", &book));
    assert_eq!(given("xlsx = 'data/t.xlsx'"), ["vist | 2"]);
    assert_eq!(given("xlsx = 'data/t.xlsx', ark = 'Gemt'"), ["skjult | 1"]);
}

#[test]
fn merged_cells_stand_for_all_that_they_cover() {
    let sheet = cells("Kvarter|Køn|Tal\nNord|Kvinder|n 1\n|Mænd|n 2\nSyd|Alle|n 3");
    let sheet = format!(r#"{sheet}<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>"#);
    let told = raw(&sheet, &[], &["", "", "antal"]);
    assert_eq!(told.len(), 3, "{told:?}");
    assert!(told[0].starts_with("Nord | Kvinder"), "{told:?}");
    assert!(told[1].contains("Mænd | 2"), "{told:?}");
}

#[test]
fn a_title_above_the_heads_is_no_head() {
    assert_eq!(
        xlsx("Beboere 2021\nHvor|Tal\nNord|n 1", &[], &["", "antal"]),
        ["R067"]
    );
    let two = cells("Hvor|Tal\n|i alt\nNord|n 1");
    let two = format!(r#"{two}<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>"#);
    assert_eq!(raw(&two, &[], &["", "antal"]), ["R067"]);
}

#[test]
fn a_stray_cell_is_told_and_costs_nothing() {
    let rows: String = (2..8000)
        .map(|row| {
            format!(
                r#"<row r="{row}"><c r="A{row}"><v>{row}</v></c><c r="B{row}"><v>1</v></c></row>"#
            )
        })
        .collect();
    let sheet = format!(
        r#"<sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c></row>{rows}<row r="8000"><c r="XFD8000"><v>1</v></c></row></sheetData>"#
    );
    assert_eq!(raw(&sheet, &[], &["", "antal"]), ["R073"]);
}

#[test]
fn files_of_other_kinds_say_what_they_are() {
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".as_slice();
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let cases: [(&[u8], &str); 4] = [
        (old, "R068"),
        (&[old, &locked].concat(), "R069"),
        (b"Hvor;Tal\nNord;1\n", "R075"),
        (b"<html><table>", "R075"),
    ];
    for (bytes, code) in cases {
        let given = table("xlsx = 'data/t.xlsx'", &["", "antal"]).with("data/t.xlsx", bytes);
        assert_eq!(rows(&given), [code]);
    }
}

#[test]
fn numbers_that_are_not_danish_or_can_be_read_in_two_ways_are_told() {
    let column = |unit, numbers: &[&str]| {
        let lines: String = numbers
            .iter()
            .map(|number| format!("x;{number}\n"))
            .collect();
        csv(&format!("Hvor;Tal\n{lines}"), &["", unit])
    };
    assert_eq!(column("procent", &["0.583"]), ["R061 B2"]);
    assert_eq!(column("antal", &["1234.567"]), ["R061 B2"]);
    assert_eq!(column("procent", &[".500"]), ["R061 B2"]);
    assert_eq!(column("antal", &["1,234.5"]), ["R061 B2"]);
    assert_eq!(column("antal", &["12", "1,005", "300"]), ["R060 B3"]);
    assert_eq!(column("procent", &["12", "1,005", "30"]), ["R060 B3"]);
    assert_eq!(column("procent", &["12,5", "1.234"]), ["R060 B3"]);
    // Numbers of both kinds in one file leave what has two readings open.
    assert_eq!(column("antal", &["1.234", "12.5"]), ["R060 B2", "R061 B3"]);
    assert_eq!(
        column("antal", &["1.234", "950", "1.234.567"]),
        ["x | 1.234", "x | 950", "x | 1.234.567"]
    );
    assert_eq!(
        column("procent", &["12,5", "-0,7", "1,005"]),
        ["x | 12,5 %", "x | −0,7 %", "x | 1,005 %"]
    );
    assert_eq!(
        column("kr", &["1 200", "1.200,50 kr.", "5"]),
        ["x | 1.200 kr.", "x | 1.200,50 kr.", "x | 5 kr."]
    );
}

#[test]
fn a_file_parted_by_commas_has_english_numbers_unless_it_shows_others() {
    assert_eq!(csv("a,b\nx,12.5\n", &["", "procent"]), ["x | 12,5 %"]);
    assert_eq!(csv("a,b\nx,\"12,5\"\n", &["", "procent"]), ["x | 12,5 %"]);
    assert_eq!(
        csv("a,b\nx,\"1,234\"\ny,950\n", &["", "antal"]),
        ["x | 1.234", "y | 950"]
    );
    assert_eq!(csv("a,b\nx,1.234\ny,950\n", &["", "antal"]), ["R060 B2"]);
}

#[test]
fn what_programs_add_to_a_csv_file_is_left_out() {
    assert_eq!(
        csv("sep=;\r\nHvor;Tal\r\nNord;1\r\n", &["", "antal"]),
        ["Nord | 1"]
    );
    assert_eq!(csv("Hvor;Tal;;\nNord;1;;\n", &["", "antal"]), ["Nord | 1"]);
    assert_eq!(
        csv("Hvor\tTal\nNord\t1,5\n", &["", "procent"]),
        ["Nord | 1,5 %"]
    );
    assert_eq!(csv("Hvor;Tal\nNord;\"1\nSyd;2\n", &["", "antal"]), ["R074"]);
}

#[test]
fn a_row_of_values_is_not_taken_for_heads_in_silence() {
    assert_eq!(
        csv("Nord;58,3\nSyd;61,0\n", &["", "procent"]),
        ["R078 B1", "Syd | 61,0 %"]
    );
    assert_eq!(
        csv("Kvarter;2022\nSyd;61,0\n", &["", "procent"]),
        ["Syd | 61,0 %"]
    );
    let sheet = cells("Hvor|Tal\nNord|n 1\nSyd|n 2");
    let sheet = sheet.replace(r#"<row r="1">"#, r#"<row r="1" hidden="1">"#);
    assert_eq!(raw(&sheet, &[], &["", "antal"]), ["R067"]);
}

#[test]
fn english_numbers_are_danish_in_a_column_without_a_unit_too() {
    assert_eq!(
        csv("a,b\nx,12.5\ny,1234.5\n", &["", ""]),
        ["x | 12,5", "y | 1.234,5"]
    );
    assert_eq!(csv("a,b\nx,\"1,234\"\n", &["", ""]), ["R060 B2"]);
    assert_eq!(
        csv("a;b\nx;12.5\ny;1.234\n", &["", ""]),
        ["x | 12.5", "y | 1.234"]
    );
}

#[test]
fn a_format_in_thousands_has_no_value_for_a_unit() {
    assert_eq!(
        xlsx("a|b\nx|1 1234567", &["#,##0,"], &["", "kr"]),
        ["R061 B2"]
    );
    assert_eq!(
        xlsx("a|b\nx|1 1234567", &["#,##0,"], &["", ""]),
        ["x | 1.235"]
    );
}

/// A table of a name and a column of numbers for each of some years.
fn of_years(years: usize, wide: bool) -> String {
    let columns: Vec<String> = (0..years)
        .map(|year| {
            format!(
                "{{ id = \"k{year}\", titel = \"{}\", enhed = \"antal\" }}",
                2010 + year
            )
        })
        .collect();
    let cells: Vec<String> = (0..years)
        .map(|year| (1_234_567 + year).to_string())
        .collect();
    format!(
        "titel = \"Tal\"\nbred = {wide}\nkolonne = [{{ id = \"a\", titel = \"Navn\" }}, {}]\n[[raekke]]\nid = \"r\"\nceller = [\"I alt\", {}]\n",
        columns.join(", "),
        cells.join(", "),
    )
}

#[test]
fn numbers_that_would_be_printed_over_each_other_are_told() {
    for (years, wide, told) in [
        (14, false, "R086"),
        (20, true, "R087"),
        (6, false, ""),
        (14, true, ""),
    ] {
        let run = Given::showing(&of_years(years, wide)).build(&[
            "--format",
            "md",
            "--message-format",
            "json",
        ]);
        let findings = run.findings();
        let codes: Vec<&str> = findings
            .iter()
            .filter_map(|finding| finding["code"].as_str())
            .collect();
        let narrow: Vec<&&str> = codes
            .iter()
            .filter(|code| code.starts_with("R08"))
            .collect();
        assert_eq!(narrow.is_empty(), told.is_empty(), "{years}: {codes:?}");
        assert!(
            narrow.iter().all(|code| **code == told),
            "{years}: {codes:?}"
        );
    }
}
