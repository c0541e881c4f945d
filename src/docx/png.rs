//! Drawings as PNG: opaque, packed fast, since a chart is mostly flat ground.

use resvg::tiny_skia::Pixmap;

use super::Internal;

/// Writes an opaque picture. The pixmap has a ground of its own, so no transparency is lost.
pub fn encode(picture: &Pixmap) -> Result<Vec<u8>, Internal> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let colors: Vec<u8> = picture
        .data()
        .chunks_exact(4)
        .flat_map(|pixel| [pixel[0], pixel[1], pixel[2]])
        .collect();
    let mut writer = encoder
        .write_header()
        .map_err(|e| Internal(e.to_string()))?;
    writer
        .write_image_data(&colors)
        .map_err(|e| Internal(e.to_string()))?;
    writer.finish().map_err(|e| Internal(e.to_string()))?;
    Ok(out)
}
