// A small ZIP writer for tests: honest archives and the dishonest ones that no library would write.
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  readonly name: string;
  readonly data: Buffer | string;
  /** what the headers claim instead of the real size */
  readonly claimedSize?: number;
  /** unix mode, e.g. 0o120777 for a symbolic link */
  readonly mode?: number;
}

interface Written {
  readonly part: ZipPart;
  readonly raw: Buffer;
  readonly packed: Buffer;
  readonly offset: number;
}

const header = ({ part, raw, packed, offset }: Written, central: boolean): Buffer => {
  const name = Buffer.from(part.name, 'utf8');
  const size = central ? 46 : 30;
  const out = Buffer.alloc(size + name.length);
  out.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
  let at = 4;
  const short = (value: number) => {
    at = out.writeUInt16LE(value, at);
  };
  const long = (value: number) => {
    at = out.writeUInt32LE(value >>> 0, at);
  };
  if (central) short(0x0314);
  short(20);
  short(0x0800);
  short(8);
  short(0);
  short(0x21);
  long(crc32(raw));
  long(packed.length);
  long(part.claimedSize ?? raw.length);
  short(name.length);
  short(0);
  if (central) {
    short(0);
    short(0);
    short(0);
    long((part.mode ?? 0o100644) * 0x10000);
    long(offset);
  }
  name.copy(out, size);
  return out;
};

/** Bytes of an archive with these parts. `overlap` makes every central entry point at the first part. */
export const buildZip = (parts: readonly ZipPart[], { overlap = false } = {}): Buffer => {
  const pieces: Buffer[] = [];
  let offset = 0;
  const written: Written[] = parts.map((part) => {
    const raw = Buffer.from(part.data);
    const packed = deflateRawSync(raw);
    const one = { part, raw, packed, offset };
    const local = header(one, false);
    pieces.push(local, packed);
    offset += local.length + packed.length;
    return one;
  });
  const directory = Buffer.concat(written.map((one) => header(overlap ? { ...one, offset: 0 } : one, true)));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...pieces, directory, end]);
};

const types = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';
const wrap = (body: string) => `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="w"><w:body>${body}</w:body></w:document>`;

/** A .docx whose body is the given WordprocessingML; further parts may be added or replaced. */
export const buildDocx = (body: string, more: Readonly<Record<string, string | Buffer>> = {}): Buffer => {
  const parts: Record<string, string | Buffer> = { '[Content_Types].xml': types, 'word/document.xml': wrap(body), ...more };
  return buildZip(Object.entries(parts).map(([name, data]) => ({ name, data })));
};
