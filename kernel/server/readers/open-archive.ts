/**
 * Opens a ZIP container under limits: number of entries, real bytes, ratio, paths, overlap, nesting. Names are only
 * compared, never used as paths. Only the parts that are asked for are inflated.
 */
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { type ReadLimits, ReadRefusal } from './read-refusal.ts';

const megabyte = 1024 * 1024;
const symlink = 0o120000;

const openBuffer = (bytes: Buffer): Promise<ZipFile> =>
  new Promise((done, fail) => {
    yauzl.fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) => (error === null && zip !== undefined ? done(zip) : fail(refusalOf(error))));
  });

const refusalOf = (error: unknown): ReadRefusal => {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof ReadRefusal) return error;
  if (/invalid relative path|absolute path|invalid characters in fileName/i.test(text)) return new ReadRefusal('archive_path');
  if (/too many bytes/i.test(text)) return new ReadRefusal('archive_ratio');
  return new ReadRefusal('archive_corrupt');
};

const listEntries = (zip: ZipFile, limits: ReadLimits): Promise<Entry[]> =>
  new Promise((done, fail) => {
    const entries: Entry[] = [];
    if (zip.entryCount > limits.archiveEntries) {
      fail(new ReadRefusal('archive_entries', `${zip.entryCount} 个部件`));
      return;
    }
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > limits.archiveEntries) fail(new ReadRefusal('archive_entries'));
      else zip.readEntry();
    });
    zip.on('end', () => done(entries));
    zip.on('error', (error: unknown) => fail(refusalOf(error)));
    zip.readEntry();
  });

const checkEntries = (entries: readonly Entry[], limits: ReadLimits): void => {
  const names = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    if (((entry.externalFileAttributes >>> 16) & 0o170000) === symlink) throw new ReadRefusal('archive_path', '符号链接');
    if ((entry.generalPurposeBitFlag & 1) !== 0) throw new ReadRefusal('archive_corrupt', '部件已加密');
    if (names.has(entry.fileName)) throw new ReadRefusal('archive_corrupt', '部件重名');
    names.add(entry.fileName);
    total += entry.uncompressedSize;
    if (total > limits.archiveBytes) throw new ReadRefusal('archive_ratio');
    if (entry.uncompressedSize > megabyte && entry.uncompressedSize > entry.compressedSize * limits.archiveRatio) throw new ReadRefusal('archive_ratio');
  }
  const placed = [...entries].sort((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  placed.forEach((entry, index) => {
    const next = placed[index + 1];
    const end = entry.relativeOffsetOfLocalHeader + 30 + entry.compressedSize;
    if (next !== undefined && end > next.relativeOffsetOfLocalHeader) throw new ReadRefusal('archive_corrupt', '部件重叠');
  });
};

/** Inflates at most `maxBytes` of an entry; more is a lie of the header or a bomb. */
const inflate = (zip: ZipFile, entry: Entry, maxBytes: number, headOnly: boolean): Promise<Buffer> =>
  new Promise((done, fail) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error !== null || stream === undefined) {
        fail(refusalOf(error));
        return;
      }
      const chunks: Buffer[] = [];
      let size = 0;
      stream.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (headOnly && size >= 4) {
          done(Buffer.concat(chunks));
          stream.destroy();
        } else if (size > maxBytes) {
          fail(new ReadRefusal('archive_ratio'));
          stream.destroy();
        }
      });
      stream.on('end', () => done(Buffer.concat(chunks)));
      stream.on('error', (reason: unknown) => fail(refusalOf(reason)));
    });
  });

const plainPart = /\.(xml|rels|png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|ttf|odttf|txt|thumbnail)$/i;
const isArchive = (head: Buffer): boolean => head.length >= 4 && head.readUInt32LE(0) === 0x04034b50;
const isCompound = (head: Buffer): boolean => head.length >= 4 && head.readUInt32BE(0) === 0xd0cf11e0;

export interface Archive {
  readonly names: readonly string[];
  /** Bytes of a part, undefined when there is none of that name. */
  readonly read: (name: string) => Promise<Buffer | undefined>;
}

/** Opens and checks the container; a part that is itself an archive or an OLE object is refused. */
export const openArchive = async (bytes: Buffer, limits: ReadLimits): Promise<Archive> => {
  const zip = await openBuffer(bytes);
  const entries = await listEntries(zip, limits);
  checkEntries(entries, limits);
  for (const entry of entries) {
    if (plainPart.test(entry.fileName) || entry.fileName.endsWith('/') || entry.uncompressedSize === 0) continue;
    const head = await inflate(zip, entry, limits.archiveBytes, true);
    if (isArchive(head)) throw new ReadRefusal('nested_archive', entry.fileName.slice(0, 80));
    if (isCompound(head)) throw new ReadRefusal('active_content', entry.fileName.slice(0, 80));
  }
  const byName = new Map(entries.map((entry) => [entry.fileName, entry]));
  return {
    names: [...byName.keys()],
    read: async (name) => {
      const entry = byName.get(name);
      return entry === undefined ? undefined : inflate(zip, entry, limits.archiveBytes, false);
    },
  };
};
