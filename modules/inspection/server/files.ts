/** Photos of the spot, with place and time, and what the unit shows of its rectification. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { decideStep } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { checkFile } from '#kernel/server/files/check-file.ts';
import type { CheckedFile } from '#kernel/server/files/check-file.ts';
import { attachFile, findFileUses, putFile } from '#kernel/server/files/files.ts';
import { record } from '#kernel/server/record.ts';
import { preparedUseCase, useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { addInspectionFile, getInspectionFile, inspectionFileAdded } from '../contract/index.ts';
import type { InspectionFileSide } from '../contract/index.ts';
import { inspectionLifecycle } from '../domain/index.ts';
import { openInspection, situationOf } from './open-inspection.ts';
import type { OpenInspection } from './open-inspection.ts';
import { presentInspection } from './present-inspection.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';

/** What this program shows on one page; not a rule of business. */
const mostFiles = 200;
const allowedAheadMinutes = 10;

/** The team adds to the scene while it records; the unit adds proof while it puts things right. */
function sideFor(open: OpenInspection, context: Context): { readonly side: InspectionFileSide; readonly decision: Decision } {
  const situation = situationOf(open, context);
  if (open.row.state === 'rectifying') return { side: 'rectification', decision: situation.permits('inspection.rectify') };
  const onSpot = decideStep(inspectionLifecycle, 'note', situation);
  return { side: 'scene', decision: onSpot.allowed ? allowed : denied(onSpot.code, onSpot.reason) };
}

interface Claim {
  readonly takenAt: Instant | null;
  readonly latitude: string | null;
  readonly longitude: string | null;
  readonly place: string;
}

/** What the device says, else what the camera wrote into the picture; cameras write local time without a zone. */
function claimOf(
  body: { readonly takenAt?: string | undefined; readonly latitude?: string | undefined; readonly longitude?: string | undefined; readonly place?: string | undefined },
  { facts }: CheckedFile,
): Claim {
  const taken = body.takenAt ?? (facts.takenAt === undefined ? undefined : `${facts.takenAt}+08:00`);
  const hasOwn = body.latitude !== undefined && body.longitude !== undefined;
  return {
    takenAt: taken === undefined ? null : parseMoment(taken),
    latitude: (hasOwn ? body.latitude : facts.latitude) ?? null,
    longitude: (hasOwn ? body.longitude : facts.longitude) ?? null,
    place: body.place ?? '',
  };
}

function checkScene(claim: Claim, { now }: Pick<Context, 'now'>): void {
  if (claim.place === '' && (claim.latitude === null || claim.longitude === null)) throw inspectionRefusals.photo_without_place();
  if (claim.takenAt === null) throw inspectionRefusals.photo_without_time();
  if (now.until(claim.takenAt).total('minutes') > allowedAheadMinutes) throw inspectionRefusals.photo_time_ahead();
}

export const addInspectionFileUseCase = preparedUseCase(addInspectionFile, {
  // Checked and written before the transaction: no transaction waits for the disk, and content without a row does no harm.
  prepare: async ({ file, body }, { files }) => {
    const checked = checkFile(file, body.purpose);
    if (files === undefined) throw new Error('this runtime has no folder for files');
    return { ...checked, purpose: body.purpose, sha256: await files.write(checked.bytes) };
  },
  handler: async ({ params, body }, context, file) => {
    const { tx, actor, now } = context;
    const open = await openInspection(context, params.inspectionId, 'write');
    const { side, decision } = sideFor(open, context);
    context.refuse.unless(decision);
    if (body.findingId !== undefined && !open.findings.some(({ finding_id }) => finding_id === body.findingId)) throw inspectionRefusals.finding_not_found();
    if ((await rows.files(tx, params.inspectionId)).length >= mostFiles) throw inspectionRefusals.files_full({ most: mostFiles });
    const claim = claimOf(body, file);
    if (side === 'scene' && body.purpose === 'photo') checkScene(claim, context);
    const isReused = (await findFileUses(tx, file.sha256)).length > 0;
    const fileId = await putFile(context, file, { ...claim, place: claim.place === '' ? null : claim.place });
    await attachFile(context, fileId, { type: 'inspection.inspection', id: params.inspectionId });
    await rows.insertFile(tx, {
      file_id: fileId,
      inspection_id: params.inspectionId,
      finding_id: body.findingId ?? null,
      side,
      name: file.name,
      media_type: file.mediaType,
      sha256: file.sha256,
      taken_at: claim.takenAt === null ? null : formatMoment(claim.takenAt),
      latitude: claim.latitude,
      longitude: claim.longitude,
      place: claim.place,
      is_reused: isReused,
      added_by: actor.id,
      added_name: actor.displayName,
      added_at: formatMoment(now),
    });
    await record(context, inspectionFileAdded, { inspectionId: params.inspectionId, fileId, side, sha256: file.sha256 });
    return presentInspection(await openInspection(context, params.inspectionId), context);
  },
});

export const getInspectionFileUseCase = useCase(
  getInspectionFile,
  async ({ params }, context) => {
    await openInspection(context, params.inspectionId);
    const found = (await rows.files(context.tx, params.inspectionId)).find(({ file_id }) => file_id === params.fileId);
    if (found === undefined) throw inspectionRefusals.file_not_found();
    if (context.files === undefined) throw new Error('this runtime has no folder for files');
    return fileReply(found.name, found.media_type, await context.files.read(found.sha256));
  },
  { present: presentFile },
);
