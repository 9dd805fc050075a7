/** Whether an uploaded file is what it says and within its limits; the first no is thrown. */
import type { UploadedFile } from '../../endpoint.ts';
import { refusals } from '../../refusals.ts';
import { fileRefusals } from '../../standard-refusals.ts';
import { cleanFileName } from '../clean-file-name.ts';
import { formatBytes } from '../problem.ts';
import { fileTypes, kindOfContent, kindOfName, pixelsOf } from './file-type.ts';
import type { FileKind } from './file-type.ts';
import { readExif } from './read-exif.ts';
import type { PhotoFacts } from './read-exif.ts';

export const filePurposes = ['photo', 'document'] as const;
export type FilePurpose = (typeof filePurposes)[number];
export const filePurposeLabel = { photo: '照片', document: '附件' } satisfies Record<FilePurpose, string>;

const mebibyte = 1024 * 1024;
/** What this program can keep in memory at once; not rules of business. */
export const purposeLimits: Readonly<Record<FilePurpose, { readonly kinds: readonly FileKind[]; readonly maxBytes: number }>> = {
  photo: { kinds: ['jpeg', 'png'], maxBytes: 12 * mebibyte },
  document: { kinds: ['pdf', 'docx', 'xlsx', 'jpeg', 'png'], maxBytes: 30 * mebibyte },
};
const mostPixels = 40_000_000;

export const uploadRefusals = refusals('upload', {
  pixels: { status: 413, title: '图片过大', detail: () => '图片超过4000万像素或尺寸无法读取。请用手机的普通拍照模式重拍，或缩小后上传。' },
  quota: {
    status: 429,
    title: '今天上传得太多',
    detail: (facts: { files: number; mebibytes: number }) => `每人每天最多上传${facts.files}个文件、共${facts.mebibytes} MiB。请明天再传，或请管理员调整「上传限额」参数。`,
  },
  not_found: { status: 404, title: '没有找到文件', detail: () => '没有这个文件，或您不能查看它。请从所属的任务或事项中打开。' },
  attached_elsewhere: { status: 409, title: '文件已用于别处', detail: () => '这个文件已经附在另一件事项上。请重新上传。' },
});

export interface CheckedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  readonly facts: PhotoFacts;
}

export function checkFile({ name, bytes }: UploadedFile, purpose: FilePurpose): CheckedFile {
  const { kinds, maxBytes } = purposeLimits[purpose];
  if (bytes.length === 0) throw fileRefusals.empty_file();
  if (bytes.length > maxBytes) throw fileRefusals.too_large({ limit: formatBytes(maxBytes) });
  const accepted = kinds.map((kind) => fileTypes[kind].label).join('、');
  const kind = kindOfContent(bytes);
  if (kind === undefined || !kinds.includes(kind)) throw fileRefusals.type_mismatch({ found: kind === undefined ? '其他类型的数据' : fileTypes[kind].label, accepted });
  if (kindOfName(name) !== kind) throw fileRefusals.type_mismatch({ found: `${fileTypes[kind].label}，与文件名的扩展名不符`, accepted });
  if (kind === 'jpeg' || kind === 'png') {
    const pixels = pixelsOf(kind, bytes);
    if (pixels === undefined || pixels === 0 || pixels > mostPixels) throw uploadRefusals.pixels();
  }
  return { name: cleanFileName(name), mediaType: fileTypes[kind].mediaType, bytes, facts: kind === 'jpeg' ? readExif(bytes) : {} };
}
