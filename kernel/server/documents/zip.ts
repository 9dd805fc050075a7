/**
 * Writes a ZIP whose bytes depend only on its content: fixed times, fixed order, no extra fields. Parts are compressed as
 * they come, so a large sheet is held in its compressed form only. (Archives from outside are read by a library.)
 */
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  /** path inside the archive, ASCII */
  readonly name: string;
  readonly content: string | Uint8Array | Iterable<string> | AsyncIterable<string>;
}

interface Packed {
  readonly name: Buffer;
  readonly packed: Buffer;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

/** 1980-01-01 00:00, the earliest time of the format. */
const fixedTime = 0x00210000;
const versionNeeded = 20;
const deflated = 8;

async function* piecesOf(content: ZipEntry['content']): AsyncGenerator<Buffer> {
  if (typeof content === 'string') yield Buffer.from(content, 'utf8');
  else if (content instanceof Uint8Array) yield Buffer.from(content);
  else for await (const piece of content) yield Buffer.from(piece, 'utf8');
}

/** Compressed bytes with checksum and size, without ever holding the whole text. */
async function compress(content: ZipEntry['content']): Promise<Pick<Packed, 'packed' | 'crc' | 'size'>> {
  const stream = createDeflateRaw({ level: 6 });
  const chunks: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => stream.once('end', resolve).once('error', reject));
  let crc = 0;
  let size = 0;
  for await (const piece of piecesOf(content)) {
    crc = crc32(piece, crc);
    size += piece.length;
    if (!stream.write(piece)) await new Promise<void>((resolve) => stream.once('drain', () => resolve()));
  }
  stream.end();
  await ended;
  return { packed: Buffer.concat(chunks), crc, size };
}

function header({ name, packed, crc, size, offset }: Packed, place: 'local' | 'central'): Buffer {
  const isCentral = place === 'central';
  const out = Buffer.alloc(isCentral ? 46 : 30);
  let at = out.writeUInt32LE(isCentral ? 0x02014b50 : 0x04034b50, 0);
  if (isCentral) at = out.writeUInt16LE(versionNeeded, at);
  at = out.writeUInt16LE(versionNeeded, at);
  at = out.writeUInt16LE(0x0800, at);
  at = out.writeUInt16LE(deflated, at);
  at = out.writeUInt32LE(fixedTime, at);
  at = out.writeUInt32LE(crc, at);
  at = out.writeUInt32LE(packed.length, at);
  at = out.writeUInt32LE(size, at);
  at = out.writeUInt16LE(name.length, at);
  if (isCentral) out.writeUInt32LE(offset, 42);
  return Buffer.concat([out, name]);
}

/** Bytes of an archive with these entries, in this order. */
export async function writeZip(entries: readonly ZipEntry[]): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  const written: Packed[] = [];
  let offset = 0;
  for (const { name, content } of entries) {
    const one: Packed = { name: Buffer.from(name, 'ascii'), ...(await compress(content)), offset };
    const local = header(one, 'local');
    pieces.push(local, one.packed);
    offset += local.length + one.packed.length;
    written.push(one);
  }
  const directory = Buffer.concat(written.map((one) => header(one, 'central')));
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(written.length, 8);
  end.writeUInt16LE(written.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...pieces, directory, end]));
}
