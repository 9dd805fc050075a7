import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { declareParam } from '#kernel/param.ts';
import { checkFile, uploadRefusals } from '#kernel/server/files/check-file.ts';
import { findFile, findFileUses, putFile, uploadsToday } from '#kernel/server/files/files.ts';
import { param } from '#kernel/server/params.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { z } from 'zod';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { downloadFile, uploadFile } from '../contract/index.ts';

/** How much one person may upload in a day. */
export const uploadQuota = declareParam({
  code: 'settings.upload-quota',
  label: '上传限额',
  note: '每人每天最多上传的文件个数和总量，防止占满磁盘。',
  schema: z.strictObject({ files: z.int().min(1).max(100_000).meta({ label: '文件个数' }), mebibytes: z.int().min(1).max(1_000_000).meta({ label: '总量（MiB）' }) }),
  rows: [{ from: '2020-01-01', value: { files: 300, mebibytes: 1024 } }],
});

const mebibyte = 1024 * 1024;

export const uploadFileUseCase = preparedUseCase(uploadFile, {
  // Checked and written before the transaction: no transaction waits for the disk, and content without a row does no harm.
  prepare: async ({ file, body }, { files }) => {
    const checked = checkFile(file, body.purpose);
    if (files === undefined) throw new Error('this runtime has no folder for files');
    return { ...checked, purpose: body.purpose, sha256: await files.write(checked.bytes) };
  },
  handler: async ({ body }, context, file) => {
    const { tx, today } = context;
    const { value: quota } = await param(tx, uploadQuota, { on: today, region: tx.region });
    const used = await uploadsToday(context);
    if (used.files >= quota.files || Number(used.bytes) + file.bytes.length > quota.mebibytes * mebibyte) return context.refuse(uploadRefusals.quota(quota));
    const takenAt = body.takenAt === undefined ? null : parseMoment(body.takenAt);
    const hasPlace = body.latitude !== undefined && body.longitude !== undefined;
    const [latitude, longitude] = hasPlace ? [body.latitude ?? null, body.longitude ?? null] : [null, null];
    const place = body.place === undefined || body.place === '' ? null : body.place;
    const isReused = (await findFileUses(tx, file.sha256)).length > 0;
    const fileId = await putFile(context, file, { takenAt, latitude, longitude, place });
    return {
      fileId,
      name: file.name,
      mediaType: file.mediaType,
      bytes: file.bytes.length,
      sha256: file.sha256,
      takenAt: takenAt === null ? null : formatMoment(takenAt),
      latitude,
      longitude,
      place,
      camera: file.facts,
      isReused,
    };
  },
});

export const downloadFileUseCase = useCase(
  downloadFile,
  async ({ params }, { tx, actor, files, refuse }) => {
    const found = await findFile(tx, params.fileId);
    if (found === undefined || found.uploaded_by !== actor.id || found.owner_id !== null) return refuse(uploadRefusals.not_found());
    if (files === undefined) throw new Error('this runtime has no folder for files');
    return fileReply(found.name, found.media_type, await files.read(found.sha256));
  },
  { present: presentFile },
);
