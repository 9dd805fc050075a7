/** Rows of files: put, find, attach to what owns them. Who may read an attached file is decided by the owner's module. */
import { Temporal } from 'temporal-polyfill';
import { formatMoment, officialTimeZone } from '../../calendar.ts';
import type { Instant } from '../../calendar.ts';
import { fileUploaded } from '../../upload.ts';
import type { Context } from '../context.ts';
import { statement } from '../db.ts';
import type { Tx } from '../db.ts';
import { record } from '../record.ts';
import { uploadRefusals } from './check-file.ts';
import type { CheckedFile, FilePurpose } from './check-file.ts';

const insertFile = statement({
  name: 'kernel.insert-file',
  class: 'router',
  text: `insert into kernel.file (region_code, file_id, sha256, byte_count, media_type, name, purpose, uploaded_by, uploaded_at, taken_at, latitude, longitude, place, camera_facts)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::numeric, $12::numeric, $13, $14)`,
  params: {
    region: 'text',
    id: 'uuid',
    sha256: 'text',
    bytes: 'int8',
    mediaType: 'text',
    name: 'text',
    purpose: 'text',
    by: 'text',
    at: 'timestamptz',
    takenAt: 'timestamptz?',
    latitude: 'numeric?',
    longitude: 'numeric?',
    place: 'text?',
    facts: 'jsonb',
  },
  row: {},
});

const findRow = statement({
  name: 'kernel.find-file',
  class: 'router',
  text: `select file_id, sha256, byte_count, media_type, name, purpose, uploaded_by, uploaded_at, owner_type, owner_id, taken_at, latitude::numeric as latitude,
           longitude::numeric as longitude, place
         from kernel.file where region_code = $1 and file_id = $2`,
  params: { region: 'text', id: 'uuid' },
  row: {
    file_id: 'uuid',
    sha256: 'text',
    byte_count: 'int8',
    media_type: 'text',
    name: 'text',
    purpose: 'text',
    uploaded_by: 'text',
    uploaded_at: 'timestamptz',
    owner_type: 'text?',
    owner_id: 'text?',
    taken_at: 'timestamptz?',
    latitude: 'numeric?',
    longitude: 'numeric?',
    place: 'text?',
  },
});

const attach = statement({
  name: 'kernel.attach-file',
  class: 'router',
  text: `update kernel.file set owner_type = $3, owner_id = $4 where region_code = $1 and file_id = $2 and uploaded_by = $5 and (owner_id is null or (owner_type = $3 and owner_id = $4))`,
  params: { region: 'text', id: 'uuid', ownerType: 'text', ownerId: 'text', by: 'text' },
  row: {},
});

const countToday = statement({
  name: 'kernel.count-uploads',
  class: 'router',
  text: `select count(*)::int4 as files, coalesce(sum(byte_count), 0)::int8 as bytes from kernel.file where region_code = $1 and uploaded_by = $2 and uploaded_at >= $3`,
  params: { region: 'text', by: 'text', since: 'timestamptz' },
  row: { files: 'int4', bytes: 'int8' },
});

const findUses = statement({
  name: 'kernel.find-file-uses',
  class: 'router',
  text: `select file_id, owner_type, owner_id from kernel.file where region_code = $1 and sha256 = $2 and owner_id is not null order by file_id limit 50`,
  params: { region: 'text', sha256: 'text' },
  row: { file_id: 'uuid', owner_type: 'text?', owner_id: 'text?' },
});

/** Where and when, as the device says in the form; the camera's own facts stand beside it. */
export interface PhotoClaim {
  readonly takenAt: Instant | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly place: string | null;
}

/** Writes the row of a file whose content is in the folder already, and the event with its hash. */
export async function putFile(context: Context, file: CheckedFile & { readonly sha256: string; readonly purpose: FilePurpose }, claim: PhotoClaim): Promise<string> {
  const { tx, actor, now } = context;
  const fileId = context.newId();
  await tx.run(insertFile, {
    region: tx.region,
    id: fileId,
    sha256: file.sha256,
    bytes: String(file.bytes.length),
    mediaType: file.mediaType,
    name: file.name,
    purpose: file.purpose,
    by: actor.id,
    at: formatMoment(now),
    takenAt: claim.takenAt === null ? null : formatMoment(claim.takenAt),
    latitude: claim.latitude,
    longitude: claim.longitude,
    place: claim.place,
    facts: file.facts,
  });
  await record(context, fileUploaded, { fileId, sha256: file.sha256, bytes: String(file.bytes.length), mediaType: file.mediaType, name: file.name });
  return fileId;
}

export const findFile = (tx: Tx, fileId: string) => tx.maybe(findRow, { region: tx.region, id: fileId });

/** Other uses of the same content, e.g. a photograph that was shown before. */
export const findFileUses = (tx: Tx, sha256: string) => tx.many(findUses, { region: tx.region, sha256 });

/** Ties a file that the actor uploaded to what owns it; from then on the owner's module decides who reads it. */
export async function attachFile({ tx, actor, refuse }: Context, fileId: string, owner: { readonly type: string; readonly id: string }): Promise<void> {
  const tied = await tx.run(attach, { region: tx.region, id: fileId, ownerType: owner.type, ownerId: owner.id, by: actor.id });
  if (tied === 0) refuse((await findFile(tx, fileId)) === undefined ? uploadRefusals.not_found() : uploadRefusals.attached_elsewhere());
}

/** What the actor uploaded since the day began in Asia/Shanghai. */
export function uploadsToday({ tx, actor, today }: Pick<Context, 'tx' | 'actor' | 'today'>) {
  const since = today.toZonedDateTime({ timeZone: officialTimeZone, plainTime: Temporal.PlainTime.from('00:00') }).toInstant();
  return tx.one(countToday, { region: tx.region, by: actor.id, since: formatMoment(since) });
}
