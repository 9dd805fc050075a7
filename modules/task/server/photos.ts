/** Photos: time and place are part of the proof. Bytes are kept as they came. */
import { createHash } from 'node:crypto';
import { decide } from '#kernel/access.ts';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';
import { fileReply, presentInline } from '#kernel/server/file-reply.ts';
import { getPhoto, uploadPhoto } from '../contract/index.ts';
import { assignmentResource } from './reach.ts';
import { taskRefusals } from './refusals.ts';
import { taskRows } from './task-rows.ts';

const insert = statement({
  name: 'task.insert-photo',
  class: 'router',
  text: `insert into task.photo (region_code, photo_id, assignment_id, sha256, media_type, bytes, taken_at, latitude, longitude, place, uploaded_by, uploaded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (region_code, photo_id) do nothing`,
  params: {
    region: 'text',
    photoId: 'uuid',
    assignmentId: 'uuid',
    sha256: 'text',
    mediaType: 'text',
    bytes: 'bytea',
    takenAt: 'timestamptz',
    latitude: 'text',
    longitude: 'text',
    place: 'text',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const find = statement({
  name: 'task.find-photo',
  class: 'router',
  text: `select p.bytes, p.media_type, a.task_id, a.org_id from task.photo p join task.assignment a on a.region_code = p.region_code and a.assignment_id = p.assignment_id
         where p.region_code = $1 and p.photo_id = $2`,
  params: { region: 'text', photoId: 'uuid' },
  row: { bytes: 'bytea', media_type: 'text', task_id: 'uuid', org_id: 'uuid' },
});

const countSame = statement({
  name: 'task.count-same-photos',
  class: 'router',
  text: `select count(*)::int4 as total from task.photo p where p.region_code = $1 and p.sha256 = $2`,
  params: { region: 'text', sha256: 'text' },
  row: { total: 'int4' },
});

const findSent = statement({
  name: 'task.find-sent-photo',
  class: 'router',
  text: `select p.assignment_id, p.sha256 from task.photo p where p.region_code = $1 and p.photo_id = $2`,
  params: { region: 'text', photoId: 'uuid' },
  row: { assignment_id: 'uuid', sha256: 'text' },
});

const starts: readonly { readonly mediaType: string; readonly ending: string; readonly bytes: readonly number[]; readonly at: number }[] = [
  { mediaType: 'image/jpeg', ending: 'jpg', bytes: [0xff, 0xd8, 0xff], at: 0 },
  { mediaType: 'image/png', ending: 'png', bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], at: 0 },
  { mediaType: 'image/webp', ending: 'webp', bytes: [0x57, 0x45, 0x42, 0x50], at: 8 },
];
const kindOf = (bytes: Uint8Array) => starts.find((start) => start.bytes.every((byte, index) => bytes[start.at + index] === byte));

function momentIn(text: string): Instant | undefined {
  try {
    return /(Z|[+-][0-9]{2}:[0-9]{2})$/.test(text) ? parseMoment(text) : undefined;
  } catch {
    return undefined;
  }
}

const isWithin = (text: string, most: number): boolean => /^-?[0-9]{1,3}(\.[0-9]{1,8})?$/.test(text) && Math.abs(Number(text)) <= most;

/** Clocks of phones are never quite right. */
const allowedAheadMinutes = 10;

export const uploadPhotoUseCase = useCase(
  uploadPhoto,
  async ({ body, file }, context) => {
    const { tx, refuse, actor, today, now } = context;
    const row = await taskRows.findAssignment(tx, body.assignmentId);
    const task = row === undefined ? undefined : await taskRows.find(tx, row.task_id);
    if (row === undefined || task === undefined) return refuse(taskRefusals.assignment_not_found());
    refuse.unless(decide(actor, 'report.write', assignmentResource(tx.region, { planPath: task.plan_path, orgId: row.org_id }), today));
    if (file.bytes.length === 0) return refuse(fileRefusals.empty_file());
    const kind = kindOf(file.bytes);
    if (kind === undefined) return refuse(taskRefusals.photo_type());
    if (!isWithin(body.latitude, 90) || !isWithin(body.longitude, 180)) return refuse(taskRefusals.photo_without_place());
    const takenAt = momentIn(body.takenAt);
    if (takenAt === undefined) return refuse(taskRefusals.photo_without_time());
    if (now.until(takenAt).total('minutes') > allowedAheadMinutes) return refuse(taskRefusals.photo_time_ahead());
    const sha256 = createHash('sha256').update(file.bytes).digest('hex');
    const { total } = await tx.one(countSame, { region: tx.region, sha256 });
    const photoId = body.photoId ?? context.newId();
    const stored = await tx.run(insert, {
      region: tx.region,
      photoId,
      assignmentId: body.assignmentId,
      sha256,
      mediaType: kind.mediaType,
      bytes: file.bytes,
      takenAt: formatMoment(takenAt),
      latitude: body.latitude,
      longitude: body.longitude,
      place: body.place.trim(),
      by: actor.id,
      at: formatMoment(now),
    });
    if (stored > 0) return { photoId, sha256, isReused: total > 0 };
    // The same photo sent twice is one photo; another one under its name is refused.
    const sent = await tx.one(findSent, { region: tx.region, photoId });
    if (sent.assignment_id !== body.assignmentId || sent.sha256 !== sha256) return refuse(taskRefusals.photo_taken());
    return { photoId, sha256, isReused: false };
  },
  { statusOf: () => 201 },
);

export const getPhotoUseCase = useCase(
  getPhoto,
  async ({ params }, context) => {
    const { tx, refuse, actor, today } = context;
    const photo = await tx.maybe(find, { region: tx.region, photoId: params.photoId });
    const task = photo === undefined ? undefined : await taskRows.find(tx, photo.task_id);
    if (photo === undefined || task === undefined) return refuse(taskRefusals.photo_unknown());
    const decision = decide(actor, 'round.read', assignmentResource(tx.region, { planPath: task.plan_path, orgId: photo.org_id }), today);
    if (!decision.allowed) return refuse(taskRefusals.photo_unknown());
    const ending = starts.find(({ mediaType }) => mediaType === photo.media_type)?.ending ?? 'bin';
    return fileReply(`${params.photoId}.${ending}`, photo.media_type, photo.bytes);
  },
  { present: presentInline },
);
