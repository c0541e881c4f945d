//! Pictures of all three kinds reach both documents.

use crate::given::Given;

#[test]
fn a_map_is_placed_whether_png_jpeg_or_svg() {
    let made = |format| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        let picture = image::DynamicImage::new_rgb8(60, 40);
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    };
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="9" height="9"/></svg>"#;
    let pictures = [
        ("png", made(image::ImageFormat::Png)),
        ("jpg", made(image::ImageFormat::Jpeg)),
        ("svg", svg.as_bytes().to_vec()),
    ];
    for (extension, bytes) in pictures {
        let annex = format!(
            "titel = 'Kort'\nslags = 'kort'\nbillede = 'assets/kort.{extension}'\nalt = 'Et kort'\n"
        );
        let given = Given::smallest()
            .edit(
                "plan.toml",
                "delaftaler = []",
                "delaftaler = []\nbilag = ['kort']",
            )
            .with("bilag/kort.toml", annex)
            .with(&format!("assets/kort.{extension}"), &bytes);
        let run = given.build(&[]);
        assert_eq!(run.code, Some(0), "{extension}: {}", run.stderr);
        let docx = given.output("byhaven-0.1.docx");
        let zip = zip::ZipArchive::new(std::io::Cursor::new(docx)).unwrap();
        assert!(
            zip.file_names().any(|name| name.starts_with("word/media/")),
            "{extension}"
        );
    }
}
