/** When and where a photograph was taken, from its EXIF block (TIFF inside APP1); what is missing or odd is left out. */
export interface PhotoFacts {
  /** local time of the camera, `2026-11-27T09:30:00`, without a zone */
  readonly takenAt?: string;
  /** degrees, decimal strings with six places */
  readonly latitude?: string;
  readonly longitude?: string;
}

const tag = { exif: 0x8769, gps: 0x8825, original: 0x9003, latitudeRef: 1, latitude: 2, longitudeRef: 3, longitude: 4 } as const;
const mostEntries = 200;

interface Block {
  readonly data: DataView;
  readonly little: boolean;
}

const u16 = ({ data, little }: Block, at: number): number => (at + 2 <= data.byteLength ? data.getUint16(at, little) : 0);
const u32 = ({ data, little }: Block, at: number): number => (at + 4 <= data.byteLength ? data.getUint32(at, little) : 0);

/** Offset of an entry's value field, by tag. */
function entriesOf(block: Block, at: number): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const count = Math.min(u16(block, at), mostEntries);
  for (let index = 0; index < count; index += 1) {
    const entry = at + 2 + index * 12;
    found.set(u16(block, entry), entry + 8);
  }
  return found;
}

function text(block: Block, at: number, length: number): string {
  const end = Math.min(at + length, block.data.byteLength);
  let out = '';
  for (let index = at; index < end; index += 1) out += String.fromCharCode(block.data.getUint8(index));
  return out;
}

function degrees(block: Block, field: number | undefined, ref: number | undefined): string | undefined {
  if (field === undefined || ref === undefined) return undefined;
  const at = u32(block, field);
  const part = (index: number): number => {
    const lower = u32(block, at + index * 8 + 4);
    return lower === 0 ? Number.NaN : u32(block, at + index * 8) / lower;
  };
  const value = part(0) + part(1) / 60 + part(2) / 3600;
  if (!Number.isFinite(value) || value > 180) return undefined;
  const side = text(block, ref, 1);
  return `${side === 'S' || side === 'W' ? '-' : ''}${value.toFixed(6)}`;
}

function timeOf(block: Block, field: number | undefined): string | undefined {
  if (field === undefined) return undefined;
  const match = /^([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})/.exec(text(block, u32(block, field), 19));
  return match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
}

/** The TIFF block of the first APP1 segment that begins with `Exif`. */
function findBlock(bytes: Uint8Array): Block | undefined {
  const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 10 < bytes.length && bytes[at] === 0xff; at += 2 + data.getUint16(at + 2)) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) return undefined;
    const length = data.getUint16(at + 2);
    if (length < 2) return undefined;
    if (marker !== 0xe1 || data.getUint32(at + 4) !== 0x45786966) continue;
    const start = at + 10;
    const end = Math.min(at + 2 + length, bytes.length);
    if (end - start < 8) return undefined;
    return { data: new DataView(bytes.buffer, bytes.byteOffset + start, end - start), little: data.getUint16(start) === 0x4949 };
  }
  return undefined;
}

export function readExif(bytes: Uint8Array): PhotoFacts {
  const block = findBlock(bytes);
  if (block === undefined) return {};
  const main = entriesOf(block, u32(block, 4));
  const [exifAt, gpsAt] = [main.get(tag.exif), main.get(tag.gps)];
  const exif = exifAt === undefined ? new Map<number, number>() : entriesOf(block, u32(block, exifAt));
  const gps = gpsAt === undefined ? new Map<number, number>() : entriesOf(block, u32(block, gpsAt));
  const takenAt = timeOf(block, exif.get(tag.original));
  const latitude = degrees(block, gps.get(tag.latitude), gps.get(tag.latitudeRef));
  const longitude = degrees(block, gps.get(tag.longitude), gps.get(tag.longitudeRef));
  return { ...(takenAt === undefined ? {} : { takenAt }), ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }) };
}
