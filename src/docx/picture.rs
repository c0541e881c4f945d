//! A picture in the line, as DrawingML has it.

use super::package::{PIC, media_id};
use super::xml::El;

/// A picture placed in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed<'a> {
    /// Number of the media file, from 0.
    pub media: usize,
    /// What a reader who cannot see it must know.
    pub alt: &'a str,
    /// Width in EMU.
    pub width: usize,
    /// Height in EMU.
    pub height: usize,
}

/// The run that holds it.
pub fn run(placed: &Placed<'_>) -> El {
    let Placed {
        media,
        alt,
        width,
        height,
    } = *placed;
    let (cx, cy) = (width.to_string(), height.to_string());
    let extent = |name| El::new(name).attr("cx", &cx).attr("cy", &cy);
    let id = (media + 1).to_string();
    let properties = |tag| {
        El::new(tag)
            .attr("id", &id)
            .attr("name", format!("image{id}"))
            .attr("descr", alt)
    };
    let locks = El::new("a:graphicFrameLocks").attr("noChangeAspect", "1");
    let fill = El::new("pic:blipFill")
        .kid(El::new("a:blip").attr("r:embed", media_id(media)))
        .kid(El::new("a:stretch").kid(El::new("a:fillRect")));
    let shape = El::new("pic:spPr")
        .kid(
            El::new("a:xfrm")
                .kid(El::new("a:off").attr("x", "0").attr("y", "0"))
                .kid(extent("a:ext")),
        )
        .kid(
            El::new("a:prstGeom")
                .attr("prst", "rect")
                .kid(El::new("a:avLst")),
        );
    let pic = El::new("pic:pic")
        .kid(
            El::new("pic:nvPicPr")
                .kid(properties("pic:cNvPr"))
                .kid(El::new("pic:cNvPicPr")),
        )
        .kid(fill)
        .kid(shape);
    let data = El::new("a:graphicData").attr("uri", PIC).kid(pic);
    let inline = ["distT", "distB", "distL", "distR"]
        .into_iter()
        .fold(El::new("wp:inline"), |el, side| el.attr(side, "0"))
        .kid(extent("wp:extent"))
        .kid(properties("wp:docPr"))
        .kid(El::new("wp:cNvGraphicFramePr").kid(locks))
        .kid(El::new("a:graphic").kid(data));
    El::new("w:r").kid(El::new("w:drawing").kid(inline))
}
