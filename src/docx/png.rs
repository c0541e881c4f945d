//! Drawings as PNG: opaque, packed fast, with a palette where there are few colours, as in a chart.

use resvg::tiny_skia::Pixmap;
use rustc_hash::FxHashMap;

use super::Internal;

/// Writes an opaque picture. The pixmap has a ground of its own, so no transparency is lost.
pub fn encode(picture: &Pixmap) -> Result<Vec<u8>, Internal> {
    let size = (picture.width(), picture.height());
    let packed = match indexed(picture) {
        Some((palette, pixels)) => pack(size, Some(palette), &pixels),
        None => {
            let mut pixels = Vec::with_capacity(picture.data().len() / 4 * 3);
            for [r, g, b, _] in picture.data().as_chunks().0 {
                pixels.extend_from_slice(&[*r, *g, *b]);
            }
            pack(size, None, &pixels)
        }
    };
    packed.map_err(|error| Internal(error.to_string()))
}

fn pack(
    (width, height): (u32, u32),
    palette: Option<Vec<u8>>,
    pixels: &[u8],
) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(match palette {
        Some(_) => png::ColorType::Indexed,
        None => png::ColorType::Rgb,
    });
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    // What is the same as above becomes 0, which packs best: grounds, bars, upright strokes.
    encoder.set_filter(png::Filter::Up);
    if let Some(palette) = palette {
        encoder.set_palette(palette);
    }
    let mut writer = encoder.write_header()?;
    writer.write_image_data(pixels)?;
    writer.finish()?;
    Ok(out)
}

/// The palette (red, green, blue; first seen, first named) and each pixel's place in it. `None` if a
/// byte cannot name all colours.
fn indexed(picture: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut palette = Palette::default();
    let width = picture.width() as usize;
    let mut pixels = Vec::with_capacity(picture.data().len() / 4);
    let mut above: &[u8] = &[];
    for row in picture.data().chunks_exact(4 * width) {
        // A ground, a bar, an upright stroke: many rows are like the one above, many pixels like their neighbour.
        if row == above {
            pixels.extend_from_within(pixels.len() - width..);
            continue;
        }
        above = row;
        for run in row.as_chunks().0.chunk_by(|a, b| a == b) {
            let name = palette.name(*run.first()?)?;
            pixels.resize(pixels.len() + run.len(), name);
        }
    }
    Some((palette.colors, pixels))
}

/// Colours by name. The edges of letters have the same ones again and again: each is kept where a few of its bits
/// say, and is found there without the map unless another took its place.
#[derive(Default)]
struct Palette {
    colors: Vec<u8>,
    names: FxHashMap<[u8; 4], u8>,
    recent: [Option<([u8; 4], u8)>; 32],
}

impl Palette {
    fn name(&mut self, color: [u8; 4]) -> Option<u8> {
        let [r, g, b, _] = color;
        let place = usize::from((r >> 3) ^ (g >> 2) ^ (b >> 1)) % self.recent.len();
        if let Some((_, name)) = self.recent[place].filter(|(other, _)| *other == color) {
            return Some(name);
        }
        let name = match self.names.get(&color) {
            Some(name) => *name,
            None => {
                let name = u8::try_from(self.names.len()).ok()?;
                self.names.insert(color, name);
                self.colors.extend_from_slice(&color[..3]);
                name
            }
        };
        self.recent[place] = Some((color, name));
        Some(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture whose pixels are `color(x, y)`.
    fn picture(color: impl Fn(u32, u32) -> [u8; 3]) -> Pixmap {
        let mut picture = Pixmap::new(40, 20).unwrap();
        for (i, pixel) in (0..).zip(picture.data_mut().as_chunks_mut().0) {
            let [r, g, b] = color(i % 40, i / 40);
            *pixel = [r, g, b, 255];
        }
        picture
    }

    /// What a reader makes of it: colour type, and red, green, blue of all pixels.
    fn read(png: &[u8]) -> (png::ColorType, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        let kind = decoder.read_header_info().unwrap().color_type;
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut pixels).unwrap();
        (kind, pixels)
    }

    fn rgb(picture: &Pixmap) -> Vec<u8> {
        let pixels = picture.data().chunks_exact(4);
        pixels.flat_map(|pixel| pixel[..3].to_vec()).collect()
    }

    #[test]
    fn few_colours_become_a_palette_and_come_back() {
        // 256 colours, as many as a byte can name.
        let drawn = picture(|x, y| [u8::try_from((y * 40 + x) % 256).unwrap(), 7, 7]);
        let (kind, pixels) = read(&encode(&drawn).unwrap());
        assert_eq!(kind, png::ColorType::Indexed);
        assert_eq!(pixels, rgb(&drawn));
    }

    #[test]
    fn many_colours_stay_as_they_are() {
        let drawn = picture(|x, y| [u8::try_from(x).unwrap(), u8::try_from(y).unwrap(), 9]);
        let (kind, pixels) = read(&encode(&drawn).unwrap());
        assert_eq!(kind, png::ColorType::Rgb);
        assert_eq!(pixels, rgb(&drawn));
    }
}
