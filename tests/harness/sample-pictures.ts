/** Small pictures for tests: headers as cameras write them, no image behind. */
const rational = (upper: number, lower: number): Buffer => {
  const out = Buffer.alloc(8);
  out.writeUInt32LE(upper, 0);
  out.writeUInt32LE(lower, 4);
  return out;
};

const entry = (tag: number, type: number, count: number, value: number): Buffer => {
  const out = Buffer.alloc(12);
  out.writeUInt16LE(tag, 0);
  out.writeUInt16LE(type, 2);
  out.writeUInt32LE(count, 4);
  out.writeUInt32LE(value, 8);
  return out;
};

const directory = (entries: readonly Buffer[]): Buffer => Buffer.concat([Buffer.from([entries.length, 0]), ...entries, Buffer.alloc(4)]);

/** A JPEG of 64 × 48 taken 2026-11-27 09:28:05 at 33°19′3″N 117°19′0″E; `nth` makes another content. */
export function gpsJpeg(nth = 0): Uint8Array {
  const ascii = { n: 0x4e, e: 0x45 };
  const main = 8;
  const exif = main + 2 + 24 + 4;
  const gps = exif + 2 + 12 + 4;
  const values = gps + 2 + 48 + 4;
  const time = Buffer.from('2026:11:27 09:28:05\0', 'latin1');
  const [latitude, longitude] = [values + time.length, values + time.length + 24];
  const tiff = Buffer.concat([
    Buffer.from([0x49, 0x49, 0x2a, 0, 8, 0, 0, 0]),
    directory([entry(0x8769, 4, 1, exif), entry(0x8825, 4, 1, gps)]),
    directory([entry(0x9003, 2, time.length, values)]),
    directory([entry(1, 2, 2, ascii.n), entry(2, 5, 3, latitude), entry(3, 2, 2, ascii.e), entry(4, 5, 3, longitude)]),
    time,
    rational(33, 1),
    rational(19, 1),
    rational(300, 100),
    rational(117, 1),
    rational(19, 1),
    rational(0, 1),
  ]);
  const segment = (marker: number, content: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(content.length + 2, 2);
    return Buffer.concat([head, content]);
  };
  const frame = Buffer.from([8, 0, 48, 0, 64, 1, 1, 0x11, 0]);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])),
      segment(0xfe, Buffer.from(`nr ${nth}`)),
      segment(0xc0, frame),
      Buffer.from([0xff, 0xd9]),
    ]),
  );
}

/** The beginning of a PNG that claims a size. */
export function pngHeader(width: number, height: number): Uint8Array {
  const out = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(out);
  out.write('IHDR', 12, 'latin1');
  out.writeUInt32BE(width, 16);
  out.writeUInt32BE(height, 20);
  return new Uint8Array(out);
}
