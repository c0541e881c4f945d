//! A PNG writer for drawings: flat grounds with few edges, so packing rows of zeros is enough.
//!
//! General encoders spend more time on a chart than it takes to draw it. This one stores the
//! difference to the row above, which is nothing for most pixels, and packs the nothing.

use resvg::tiny_skia::Pixmap;

/// Writes an opaque picture.
pub fn encode(picture: &Pixmap) -> Vec<u8> {
    let (width, height) = (picture.width(), picture.height());
    let stride = usize::try_from(width).unwrap_or(0) * 4;
    let mut stream = Stream::new();
    let mut above = vec![0; stride];
    for row in picture.data().chunks_exact(stride.max(4)) {
        stream.byte(UP);
        if row == above {
            stream.zeros += stride / 4 * 3;
            continue;
        }
        for (now, before) in row.chunks_exact(4).zip(above.chunks_exact(4)) {
            if now == before {
                stream.zeros += 3;
            } else {
                (0..3).for_each(|n| stream.byte(now[n].wrapping_sub(before[n])));
            }
        }
        above.copy_from_slice(row);
    }
    let mut header = Vec::with_capacity(13);
    header.extend(width.to_be_bytes());
    header.extend(height.to_be_bytes());
    // Eight bits a channel, red-green-blue, the only compression and filter there are, no interlace.
    header.extend([8, 2, 0, 0, 0]);
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    chunk(b"IHDR", &header, &mut out);
    chunk(b"IDAT", &stream.finish(), &mut out);
    chunk(b"IEND", &[], &mut out);
    out
}

/// The filter type that stores differences to the row above.
const UP: u8 = 2;

fn chunk(kind: &[u8; 4], data: &[u8], out: &mut Vec<u8>) {
    out.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_be_bytes());
    let from = out.len();
    out.extend(kind);
    out.extend(data);
    let sum = crc(&out[from..]);
    out.extend(sum.to_be_bytes());
}

fn crc(bytes: &[u8]) -> u32 {
    let table: [u32; 256] = std::array::from_fn(|n| {
        let step = |c: u32, _| {
            if c & 1 == 1 {
                0xedb8_8320 ^ (c >> 1)
            } else {
                c >> 1
            }
        };
        (0..8).fold(u32::try_from(n).unwrap_or(0), step)
    });
    let step = |c: u32, byte: &u8| table[usize::from(c.to_le_bytes()[0] ^ byte)] ^ (c >> 8);
    !bytes.iter().fold(u32::MAX, step)
}

/// A zlib stream of one block with the fixed Huffman codes of RFC 1951.
struct Stream {
    out: Vec<u8>,
    bits: u64,
    filled: u32,
    codes: [(u64, u32); 286],
    /// Adler-32 so far.
    sums: (u64, u64),
    /// Zeros that are not written yet.
    zeros: usize,
}

/// Modulus of Adler-32.
const ADLER: u64 = 65_521;

impl Stream {
    fn new() -> Stream {
        let codes = std::array::from_fn(|symbol| fixed_code(u32::try_from(symbol).unwrap_or(0)));
        let mut stream = Stream {
            out: vec![0x78, 0x01],
            bits: 0,
            filled: 0,
            codes,
            sums: (1, 0),
            zeros: 0,
        };
        // The last block, of the kind with fixed codes.
        stream.put(0b011, 3);
        stream
    }

    fn byte(&mut self, byte: u8) {
        if byte == 0 {
            self.zeros += 1;
            return;
        }
        self.flush();
        self.symbol(usize::from(byte));
        let a = (self.sums.0 + u64::from(byte)) % ADLER;
        self.sums = (a, (self.sums.1 + a) % ADLER);
    }

    /// Writes the waiting zeros: one as it is, the others as copies from one byte before.
    fn flush(&mut self) {
        let zeros = std::mem::take(&mut self.zeros);
        if zeros == 0 {
            return;
        }
        let (a, b) = self.sums;
        self.sums.1 = (b + u64::try_from(zeros).unwrap_or(0) % ADLER * a) % ADLER;
        self.symbol(0);
        let mut left = zeros - 1;
        while left >= 3 {
            let length = left.min(258);
            self.length(length);
            // Distance 1.
            self.put(0, 5);
            left -= length;
        }
        (0..left).for_each(|_| self.symbol(0));
    }

    fn length(&mut self, length: usize) {
        if length == 258 {
            return self.symbol(285);
        }
        let over = length - 3;
        let extra = over.checked_ilog2().unwrap_or(0).saturating_sub(2);
        let step = usize::try_from(extra).unwrap_or(0);
        self.symbol(257 + 4 * step + (over >> step));
        self.put(u64::try_from(over & ((1 << step) - 1)).unwrap_or(0), extra);
    }

    fn symbol(&mut self, symbol: usize) {
        let (code, length) = self.codes[symbol];
        self.put(code, length);
    }

    fn put(&mut self, bits: u64, count: u32) {
        self.bits |= bits << self.filled;
        self.filled += count;
        while self.filled >= 8 {
            self.out.push(self.bits.to_le_bytes()[0]);
            self.bits >>= 8;
            self.filled -= 8;
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.flush();
        self.symbol(256);
        self.put(0, 7);
        let (a, b) = self.sums;
        let sum = u32::try_from((b << 16) | a).unwrap_or(0);
        self.out.extend(sum.to_be_bytes());
        self.out
    }
}

/// Code and length of a symbol, the code's bits turned round as the stream wants them.
fn fixed_code(symbol: u32) -> (u64, u32) {
    let (code, length) = match symbol {
        0..=143 => (0x30 + symbol, 8),
        144..=255 => (0x190 + symbol - 144, 9),
        256..=279 => (symbol - 256, 7),
        280.. => (0xc0 + symbol - 280, 8),
    };
    (u64::from(code.reverse_bits() >> (32 - length)), length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use resvg::tiny_skia::{Color, Paint, Rect, Transform};

    #[test]
    fn a_decoder_sees_the_same_picture() {
        for (width, height) in [(1, 1), (3, 300), (700, 40)] {
            let mut picture = Pixmap::new(width, height).unwrap();
            picture.fill(Color::WHITE);
            for n in 0..40_u8 {
                let mut paint = Paint::default();
                paint.set_color_rgba8(n.wrapping_mul(37), n.wrapping_mul(91), 255 - n, 255);
                let at = f32::from(n);
                let rect = Rect::from_xywh(at * 17.3, at * 6.1, 9.0 + at, 4.7).unwrap();
                picture.fill_rect(rect, &paint, Transform::from_rotate(at), None);
            }
            assert_eq!(Pixmap::decode_png(&encode(&picture)).unwrap(), picture);
        }
    }
}
