use super::*;

/// A page with one annotation over it, and what else the catalogue says.
fn annotated(annotation: &str, catalogue: &str) -> Vec<u8> {
    let look = "0.9 g 0 0 200 40 re f";
    let words = "BT /F1 9 Tf (Udfyldt) Tj ET";
    let form = |look: &str| {
        format!(
            "<< /Type /XObject /Subtype /Form /BBox [0 0 200 40] /Length {} >> stream\n{look}\nendstream",
            look.len()
        )
    };
    let objects = [
        format!("<< /Type /Catalog /Pages 2 0 R {catalogue} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [4 0 R] >>".to_owned(),
        format!("<< /Type /Annot /Rect [100 300 300 340] {annotation} >>"),
        form(look),
        form(words),
        "<< /FT /Tx /T (over) /V (Udfyldt) >>".to_owned(),
    ];
    file(&objects)
}

fn file(objects: &[String]) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    let mut table = String::new();
    for (index, object) in objects.iter().enumerate() {
        table.push_str(&format!("{:010} 00000 n \n", out.len()));
        out.push_str(&format!("{} 0 obj\n{object}\nendobj\n", index + 1));
    }
    let (count, start) = (objects.len() + 1, out.len());
    out.push_str(&format!(
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    out.into_bytes()
}

fn over(annotation: &str) -> Result<Foreign, Fault> {
    read(&annotated(annotation, ""))
}

#[test]
fn what_a_reader_would_draw_over_a_page_is_refused() {
    let drawn = [
        "/Subtype /Widget /FT /Tx /V (Udfyldt)",
        "/Subtype /Widget /FT /Tx /V (Udfyldt) /AP << /N 5 0 R >>",
        "/Subtype /Widget /FT /Tx /AP << /N 6 0 R >>",
        "/Subtype /Widget /Parent 7 0 R",
        "/Subtype /Widget /FT /Ch /V [(a) (b)]",
        "/Subtype /Widget /FT /Btn /AS /Ja /V /Ja",
        "/Subtype /Widget /FT /Btn /V /Ja",
        "/Subtype /Widget /FT /Btn /Ff 65536 /AP << /N 6 0 R >>",
        "/Subtype /Widget /FT /Sig /V << >> /AP << /N 5 0 R >>",
        "/Subtype /FreeText /Contents (Husk)",
        "/Subtype /Highlight /QuadPoints [0 0 1 0 0 1 1 1]",
        "/Subtype /Stamp /AP << /N 5 0 R >>",
    ];
    for annotation in drawn {
        let refused = Err(Fault::Overlaid(vec![1]));
        assert_eq!(over(annotation), refused, "{annotation}");
    }
}

#[test]
fn what_no_reader_draws_is_taken() {
    let nothing = [
        "/Subtype /Widget /FT /Tx",
        "/Subtype /Widget /FT /Tx /V ()",
        "/Subtype /Widget /FT /Tx /AP << /N 5 0 R >>",
        "/Subtype /Widget /FT /Btn /AS /Off /AP << /N << /Ja 6 0 R /Off 5 0 R >> >>",
        "/Subtype /Widget /FT /Tx /F 2 /V (Skjult)",
        "/Subtype /Popup",
        "/Subtype /Link",
    ];
    for annotation in nothing {
        assert!(over(annotation).is_ok(), "{annotation}");
    }
}

#[test]
fn a_form_of_adobes_is_refused() {
    let form = "/AcroForm << /Fields [] /XFA (x) >>";
    assert_eq!(read(&annotated("/Subtype /Link", form)), Err(Fault::Form));
    let plain = "/AcroForm << /Fields [4 0 R] /NeedAppearances true >>";
    assert!(read(&annotated("/Subtype /Link", plain)).is_ok());
}

#[test]
fn a_file_that_is_nested_without_end_is_refused() {
    let deep = format!("/Subtype /Link /A {}", "[".repeat(100_000));
    assert_eq!(over(&deep), Err(Fault::Broken));
    let dictionaries = format!("/Subtype /Link /A {}", "<</A".repeat(100_000));
    assert_eq!(over(&dictionaries), Err(Fault::Broken));
}

/// A tree of pages that leads back into itself has no end.
#[test]
fn a_ring_of_pages_ends() {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
    let pages = |next: u8| format!("<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [{next} 0 R] >>");
    for (root, node, count) in [
        ("[3 0 R 2 0 R]", page, Ok(1)),
        ("[3 0 R]", &pages(2), Err(Fault::Empty)),
        ("[3 0 R]", &pages(3), Err(Fault::Empty)),
    ] {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            format!("<< /Type /Pages /Kids {root} /Count 1 >>"),
            node.to_owned(),
        ];
        let read = read(&file(&objects)).map(|foreign| foreign.sizes.len());
        assert_eq!(read, count, "{root} {node}");
    }
}
