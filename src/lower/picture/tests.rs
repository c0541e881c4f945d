use std::io::Cursor;

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{DynamicImage, ImageEncoder, codecs::jpeg::JpegEncoder};

use super::*;

const BOX: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="30" height="20"><rect id="a" width="9" height="9"/></svg>"#;

fn measure(bytes: &[u8]) -> Result<(ImageFormat, (u32, u32)), Fault> {
    read(bytes, crate::fonts::covers).map(|read| (read.format, read.size))
}

fn drawing(inside: &str) -> Result<(ImageFormat, (u32, u32)), Fault> {
    measure(BOX.replace("<rect", &format!("{inside}<rect")).as_bytes())
}

/// A picture whose halves differ, so that no half of its file is little.
fn photo() -> DynamicImage {
    let mut picture = image::RgbImage::new(40, 30);
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        *pixel = image::Rgb([
            (x * 37 % 251) as u8,
            (y * 91 % 241) as u8,
            (x * y % 239) as u8,
        ]);
    }
    picture.into()
}

fn jpeg() -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = JpegEncoder::new_with_quality(&mut out, 90);
    writer.set_icc_profile(b"a profile".to_vec()).unwrap();
    writer.encode_image(&photo()).unwrap();
    out
}

/// A segment of a JPEG.
fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

/// A JPEG with what a camera writes: how it was held, and by whom.
fn from_camera(orientation: u8) -> Vec<u8> {
    let mut exif = b"Exif\0\0II\x2a\0\x08\0\0\0\x02\0".to_vec();
    exif.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0]);
    exif.extend([0x3b, 1, 2, 0, 9, 0, 0, 0, 38, 0, 0, 0]);
    exif.extend(b"\0\0\0\0Fotograf\0");
    let beside = [
        segment(0xe1, &exif),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x>Fotograf</x>"),
        segment(0xed, b"Photoshop 3.0\08BIM Fotograf"),
        segment(0xfe, b"Fotograf"),
    ];
    let plain = jpeg();
    [&plain[..2], &beside.concat(), &plain[2..], b"Fotograf"].concat()
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn whole_pictures_are_measured_and_broken_ones_refused() {
    let mut png = Cursor::new(Vec::new());
    photo().write_to(&mut png, image::ImageFormat::Png).unwrap();
    let png = png.into_inner();
    assert_eq!(measure(&png), Ok((ImageFormat::Png, (40, 30))));
    assert_eq!(measure(&png[..png.len() - 20]), Err(Fault::NotWhole));
    assert_eq!(measure(b"GIF89a"), Err(Fault::NotWhole));
    assert_eq!(measure(b""), Err(Fault::NotWhole));
    assert_eq!(measure(BOX.as_bytes()), Ok((ImageFormat::Svg, (30, 20))));
}

#[test]
fn a_small_file_that_claims_a_huge_picture_is_refused() {
    let mut png = Cursor::new(Vec::new());
    let picture = DynamicImage::new_luma8(MOST_PIXELS + 1, 1);
    picture.write_to(&mut png, image::ImageFormat::Png).unwrap();
    assert_eq!(measure(png.get_ref()), Err(Fault::TooLarge));
}

#[test]
fn a_jpeg_that_was_cut_off_is_refused_wherever_it_was_cut() {
    let whole = jpeg();
    assert_eq!(measure(&whole), Ok((ImageFormat::Jpeg, (40, 30))));
    for cut in [3, 40, whole.len() / 2, whole.len() - 40, whole.len() - 2] {
        assert_eq!(measure(&whole[..cut]), Err(Fault::NotWhole), "{cut}");
    }
}

/// Programs that mend a file write its end where it was cut.
#[test]
fn a_jpeg_that_lacks_points_is_refused_though_it_has_an_end() {
    let whole = jpeg();
    for gone in [whole.len() / 4, whole.len() / 2] {
        let mended = [&whole[..whole.len() - 2 - gone], b"\xff\xd9"].concat();
        assert_eq!(measure(&mended), Err(Fault::NotWhole), "{gone}");
    }
}

/// A small picture in several scans, as programs for the web write them.
const IN_SCANS: &str = "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////////////////wgARCAAQAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUAQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIQAxAAAAGA/8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABBQI//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPwF//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPwF//8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQAGPwI//8QAFBABAAAAAAAAAAAAAAAAAAAAEP/aAAgBAQABPyE//9oADAMBAAIAAwAAABDz/8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAwEBPxB//8QAFBEBAAAAAAAAAAAAAAAAAAAAAP/aAAgBAgEBPxB//8QAFxAAAwEAAAAAAAAAAAAAAAAAAAEhEf/aAAgBAQABPxBKGw//2Q==";

#[test]
fn a_jpeg_in_several_scans_is_taken() {
    let whole = STANDARD.decode(IN_SCANS).unwrap();
    assert_eq!(measure(&whole), Ok((ImageFormat::Jpeg, (8, 16))));
    for cut in [whole.len() / 2, whole.len() - 3] {
        assert_eq!(measure(&whole[..cut]), Err(Fault::NotWhole), "{cut}");
    }
}

#[test]
fn what_a_camera_writes_is_taken_out_and_the_profile_stays() {
    let read = read(&from_camera(1), crate::fonts::covers).unwrap();
    assert!(!holds(&read.bytes, b"Fotograf"));
    assert!(holds(&read.bytes, b"a profile"));
    assert_eq!(read.size, (40, 30));
}

#[test]
fn a_jpeg_that_lies_on_its_side_is_turned() {
    let read = read(&from_camera(6), crate::fonts::covers).unwrap();
    assert_eq!(read.size, (30, 40));
    assert!(!holds(&read.bytes, b"Exif") && holds(&read.bytes, b"a profile"));
    let turned = image::load_from_memory(&read.bytes).unwrap().to_rgb8();
    let wanted = photo().rotate90().to_rgb8();
    let near = |(a, b): (&u8, &u8)| a.abs_diff(*b) < 60;
    let close = turned.iter().zip(wanted.iter()).filter(|pair| near(*pair));
    assert!(close.count() * 10 > wanted.len() * 9);
}

#[test]
fn the_words_in_a_png_are_taken_out() {
    let mut plain = Cursor::new(Vec::new());
    photo()
        .write_to(&mut plain, image::ImageFormat::Png)
        .unwrap();
    let plain = plain.into_inner();
    assert_eq!(read(&plain, crate::fonts::covers).unwrap().bytes, plain);
    let mut named = Vec::new();
    let mut writer = ::png::Encoder::new(&mut named, 1, 1);
    writer
        .add_text_chunk("Author".to_owned(), "Fotograf".to_owned())
        .unwrap();
    writer
        .write_header()
        .unwrap()
        .write_image_data(&[0])
        .unwrap();
    assert!(holds(&named, b"Fotograf"));
    let read = read(&named, crate::fonts::covers).unwrap();
    assert!(!holds(&read.bytes, b"Fotograf") && read.size == (1, 1));
}

#[test]
fn a_drawing_that_shows_what_stands_elsewhere_is_refused() {
    let outside = [
        r#"<image href="file:///etc/hostname"/>"#,
        r#"<filter id="f"><feImage href="/dev/zero"/></filter>"#,
        r#"<filter id="f"><feImage xlink:href="\\server\share\a.png"/></filter>"#,
        r#"<use xlink:href="other.svg#a"/>"#,
        r#"<circle r="9" fill="url(other.svg#a)"/>"#,
        r#"<circle r="9" style="mask: url( 'https://example.org/a.svg#m' )"/>"#,
        r#"<style>@import "a.css";</style>"#,
        r#"<style>circle { fill: URL("a.svg#b") }</style>"#,
    ];
    for inside in outside {
        assert_eq!(drawing(inside), Err(Fault::Outside), "{inside}");
    }
    let styled = format!("<?xml-stylesheet href=\"a.css\"?>{BOX}");
    assert_eq!(measure(styled.as_bytes()), Err(Fault::Outside));
    let own = [
        r##"<use xlink:href="#a"/>"##,
        r##"<circle r="9" fill="url(#a)"/>"##,
        r#"<a href="https://example.org"><circle r="9"/></a>"#,
        r#"<text>se url(andetsteds)</text>"#,
    ];
    for inside in own {
        assert!(drawing(inside).is_ok(), "{inside}");
    }
}

#[test]
fn pictures_in_a_drawing_are_freed_and_judged_as_others() {
    let held = |kind: &str, bytes: &[u8], name: &str| {
        let letters = STANDARD.encode(bytes);
        let image = format!(
            "<image {name}=\"data:image/{kind};base64,{letters}\" width=\"9\" height=\"9\"/>"
        );
        read(
            BOX.replace("<rect", &format!("{image}<rect")).as_bytes(),
            crate::fonts::covers,
        )
    };
    for name in ["href", "xlink:href"] {
        let read = held("jpeg", &from_camera(1), name).unwrap();
        let text = String::from_utf8(read.bytes).unwrap();
        let (_, rest) = text.split_once("base64,").unwrap();
        let (letters, after) = rest.split_once('"').unwrap();
        let picture = STANDARD.decode(letters).unwrap();
        assert!(!holds(&picture, b"Fotograf") && holds(&picture, b"a profile"));
        assert!(after.contains("<rect id=\"a\""), "{after}");
    }
    let whole = jpeg();
    assert_eq!(
        held("jpeg", &whole[..whole.len() / 2], "href"),
        Err(Fault::NotWhole)
    );
    assert_eq!(held("gif", b"GIF89a", "href"), Err(Fault::NotWhole));
}

#[test]
fn a_letter_that_the_font_lacks_is_named() {
    assert_eq!(drawing("<text>a漢b</text>"), Err(Fault::Letter('漢')));
    assert_eq!(
        drawing("<text><tspan>\u{1f600}</tspan></text>"),
        Err(Fault::Letter('\u{1f600}'))
    );
    assert!(drawing("<title>漢</title><text>Ærø – 5 %<desc>漢</desc></text>").is_ok());
}

#[test]
fn what_drawing_programs_write_about_themselves_is_taken_out() {
    let inside = r#"<!-- Fotograf --><metadata>Fotograf</metadata><i:b xmlns:i="urn:i">Fotograf</i:b><g xmlns:i="urn:i" i:path="Fotograf" id="g"/>"#;
    let named = BOX.replace("<rect", &format!("{inside}<rect"));
    let typed = format!("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"svg11.dtd\">{named}");
    let read = read(typed.as_bytes(), crate::fonts::covers).unwrap();
    let text = String::from_utf8(read.bytes).unwrap();
    assert!(!text.contains("Fotograf"), "{text}");
    assert!(text.contains(r#"id="g""#) && text.contains(r#"<rect id="a""#));
}
