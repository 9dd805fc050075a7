/**
 * What a file is, by its content and its name together: both must agree (bad input A10). For pictures also their size in pixels,
 * read from the header before anything decodes them (A11).
 */
export interface FileType {
  readonly mediaType: string;
  readonly endings: readonly string[];
  /** Chinese name for messages */
  readonly label: string;
}

export const fileTypes = {
  jpeg: { mediaType: 'image/jpeg', endings: ['.jpg', '.jpeg'], label: 'JPEG 图片' },
  png: { mediaType: 'image/png', endings: ['.png'], label: 'PNG 图片' },
  pdf: { mediaType: 'application/pdf', endings: ['.pdf'], label: 'PDF 文档' },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', endings: ['.docx'], label: 'Word 文档' },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['.xlsx'], label: 'Excel 文件' },
} as const satisfies Readonly<Record<string, FileType>>;
export type FileKind = keyof typeof fileTypes;

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean => head.every((value, index) => bytes[index] === value);
const ascii = (bytes: Uint8Array, from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');

/** Office files are ZIPs whose first entries name the folder of their kind. */
function officeKind(bytes: Uint8Array): FileKind | undefined {
  const head = ascii(bytes, 0, Math.min(bytes.length, 4096));
  const tail = ascii(bytes, Math.max(0, bytes.length - 65_536), bytes.length);
  if (!`${head}${tail}`.includes('[Content_Types].xml')) return undefined;
  if (tail.includes('word/document.xml')) return 'docx';
  return tail.includes('xl/workbook.xml') ? 'xlsx' : undefined;
}

/** The kind by content; undefined when it is none of ours, or begins like one and goes on as a web page. */
export function kindOfContent(bytes: Uint8Array): FileKind | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (ascii(bytes, 0, 5) === '%PDF-') return 'pdf';
  return startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) ? officeKind(bytes) : undefined;
}

export function kindOfName(name: string): FileKind | undefined {
  const lower = name.toLowerCase();
  return (Object.keys(fileTypes) as FileKind[]).find((kind) => fileTypes[kind].endings.some((ending) => lower.endsWith(ending)));
}

const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Frame headers of JPEG (SOF0 … SOF15 without DHT, JPG, DAC) hold height and width. */
function jpegPixels(bytes: Uint8Array): number | undefined {
  const data = view(bytes);
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return data.getUint16(at + 5) * data.getUint16(at + 7);
    at += 2 + (marker === 0xff ? -1 : data.getUint16(at + 2));
  }
  return undefined;
}

/** Pixels of a picture; undefined when its header cannot be read. */
export function pixelsOf(kind: 'jpeg' | 'png', bytes: Uint8Array): number | undefined {
  if (kind === 'jpeg') return jpegPixels(bytes);
  return bytes.length < 24 || ascii(bytes, 12, 16) !== 'IHDR' ? undefined : view(bytes).getUint32(16) * view(bytes).getUint32(20);
}
