//! How deep a PDF's objects are nested, told from its bytes: whoever reads them goes down as deep, on a stack that ends.

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Deeper than this no program nests; what reads a PDF goes down a few frames each.
const DEEPEST: usize = 250;
/// As much of a packed stream is looked into.
const UNPACKED: u64 = 64 * 1024 * 1024;
/// What opens and ends a stream's bytes.
const STREAM: &[u8] = b"stream";
const STREAM_END: &[u8] = b"endstream";
/// The kind of a stream that holds objects.
const OBJECTS: &[u8] = b"/ObjStm";

/// Whether any object is nested deeper than can be read, be it packed or not.
pub fn is_too_deep(bytes: &[u8]) -> bool {
    let mut scan = Scan::of(bytes);
    while let Some(packed) = scan.next_packed_objects() {
        let mut plain = Vec::new();
        let unpacked = ZlibDecoder::new(packed).take(UNPACKED);
        // What cannot be unpacked to its end is read as far as it goes, by others, too.
        let _ = { unpacked }.read_to_end(&mut plain);
        let mut inside = Scan::of(&plain);
        while inside.next_packed_objects().is_some() {}
        if inside.deep {
            return true;
        }
    }
    scan.deep
}

/// Goes through objects as a reader does: over comments, words and the bytes of streams.
struct Scan<'b> {
    rest: &'b [u8],
    depth: usize,
    deep: bool,
    /// Whether the object at hand says that it holds others.
    holds: bool,
}

impl<'b> Scan<'b> {
    fn of(rest: &'b [u8]) -> Scan<'b> {
        Scan {
            rest,
            depth: 0,
            deep: false,
            holds: false,
        }
    }

    /// Goes to the next stream that holds packed objects; `None` at the end, and where it is too deep.
    fn next_packed_objects(&mut self) -> Option<&'b [u8]> {
        while !self.deep {
            let (&first, rest) = self.rest.split_first()?;
            match first {
                b'%' => self.rest = after(rest, |byte| matches!(byte, b'\r' | b'\n')),
                b'(' => self.rest = after_words(rest),
                b'[' | b'<' => self.down(rest),
                b']' | b'>' => {
                    self.depth = self.depth.saturating_sub(1);
                    self.rest = rest;
                }
                b's' if self.rest.starts_with(STREAM) => {
                    let stream = self.stream();
                    if std::mem::take(&mut self.holds) {
                        return Some(stream);
                    }
                }
                b'/' => {
                    self.holds |= self.rest.starts_with(OBJECTS);
                    self.rest = rest;
                }
                _ => self.rest = rest,
            }
        }
        None
    }

    /// Both signs of a dictionary count, and so do those of words in hexadecimal: the limit is far from any of them.
    fn down(&mut self, rest: &'b [u8]) {
        self.depth += 1;
        self.deep |= self.depth > DEEPEST;
        self.rest = rest;
    }

    /// The bytes of the stream that begins here.
    fn stream(&mut self) -> &'b [u8] {
        let begin = &self.rest[STREAM.len()..];
        let begin = begin.strip_prefix(b"\r").unwrap_or(begin);
        let begin = begin.strip_prefix(b"\n").unwrap_or(begin);
        let end = find(begin, STREAM_END);
        let (stream, rest) = begin.split_at(end.unwrap_or(begin.len()));
        self.depth = 0;
        self.rest = rest.strip_prefix(STREAM_END).unwrap_or(rest);
        stream
    }
}

/// What follows the first byte that is wanted.
fn after(bytes: &[u8], wanted: impl Fn(u8) -> bool) -> &[u8] {
    let at = bytes.iter().position(|&byte| wanted(byte));
    at.and_then(|at| bytes.get(at + 1..)).unwrap_or_default()
}

/// What follows words in brackets, which may hold brackets in pairs.
fn after_words(mut bytes: &[u8]) -> &[u8] {
    let mut open = 1_usize;
    while let Some((&first, rest)) = bytes.split_first() {
        bytes = rest;
        match first {
            b'\\' => bytes = bytes.get(1..).unwrap_or_default(),
            b'(' => open += 1,
            b')' => open -= 1,
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    bytes
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes
        .get(from..)?
        .iter()
        .position(|byte| *byte == wanted[0])
    {
        if bytes[from + at..].starts_with(wanted) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nested(depth: usize) -> Vec<u8> {
        [
            &b"1 0 obj "[..],
            &b"[".repeat(depth),
            &b"]".repeat(depth),
            b" endobj",
        ]
        .concat()
    }

    #[test]
    fn deep_arrays_are_found_and_words_and_streams_are_none() {
        assert!(is_too_deep(&nested(100_000)));
        assert!(is_too_deep(&b"<<".repeat(1000)));
        assert!(!is_too_deep(&nested(100)));
        assert!(!is_too_deep(&nested(100).repeat(1000)));
        let word = [&b"("[..], &b"[".repeat(1000), b")"].concat();
        assert!(!is_too_deep(&word));
        let remark = [&b"%"[..], &b"[".repeat(1000), b"\n"].concat();
        assert!(!is_too_deep(&remark));
        let stream = [
            &b"<< /A 1 >> stream\n"[..],
            &b"[".repeat(1000),
            b"endstream",
        ]
        .concat();
        assert!(!is_too_deep(&stream));
        assert!(is_too_deep(&[stream, nested(1000)].concat()));
    }

    #[test]
    fn packed_objects_are_looked_into() {
        let mut packed = Vec::new();
        let mut writer = flate2::write::ZlibEncoder::new(&mut packed, Default::default());
        std::io::Write::write_all(&mut writer, &nested(1000)).unwrap();
        writer.finish().unwrap();
        let dictionary = b"2 0 obj << /Type /ObjStm /Filter /FlateDecode >> stream\r\n";
        let file = [&dictionary[..], &packed, b"\nendstream endobj"].concat();
        assert!(is_too_deep(&file));
        let picture = String::from_utf8_lossy(dictionary).replace("ObjStm", "XObject");
        let file = [picture.as_bytes(), &packed, b"\nendstream endobj"].concat();
        assert!(!is_too_deep(&file));
    }
}
