/**
 * Writing and reading evidence envelopes in the transaction of their source (ADR 0019). One source is handled by one
 * transaction at a time; a new version of a source, or a verification, supersedes; a source that reverses withdraws.
 */
import { signatureOf } from '../signature.ts';
import { formatMoment, parseMoment } from '../calendar.ts';
import type { Instant } from '../calendar.ts';
import { evidenceDraftSchema, evidenceEmitted, evidenceRefusals, evidenceSourceSchema, evidenceStatusChanged } from '../evidence.ts';
import type { Evidence, EvidenceDraft, EvidenceSource, EvidenceStatus } from '../evidence.ts';
import type { Tx } from './db.ts';
import type { Context, WriteContext } from './context.ts';
import { evidenceStatements as sql } from './evidence-statements.ts';
import type { EvidenceRow } from './evidence-statements.ts';
import { newId } from './new-id.ts';
import { record } from './record.ts';

type WriteEvidence = WriteContext & Pick<Context, 'refuse'>;

/** A far future moment: everything that is recorded is known. */
const always = '9999-12-31T00:00:00Z';
const knownUntil = (knownAt: Instant | undefined): string => (knownAt === undefined ? always : formatMoment(knownAt));

const decimalText = (text: string | null): string | null => (text === null ? null : text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);

function present(row: EvidenceRow): Evidence {
  return {
    evidenceId: row.evidence_id,
    anchors: [...row.anchors],
    kind: row.kind as Evidence['kind'],
    facet: row.facet as Evidence['facet'],
    voice: row.voice as Evidence['voice'],
    value: decimalText(row.value),
    unit: row.unit,
    num: decimalText(row.num),
    den: decimalText(row.den),
    from: row.from_on,
    to: row.to_on,
    validUntil: row.valid_until_on,
    subject: row.subject,
    orgId: row.org_id,
    source: { module: row.source_module, type: row.source_type, id: row.source_id, part: row.source_part },
    version: row.source_version,
    hash: row.source_hash,
    rule: row.rule,
    occurredOn: row.occurred_on,
    recordedAt: formatMoment(parseMoment(row.recorded_at)),
    recordedBy: row.recorded_by,
    grade: row.grade as Evidence['grade'],
    stamp: row.stamp as Evidence['stamp'],
    supersedes: row.supersedes,
    note: row.note,
    status: row.status as EvidenceStatus,
    statusReason: row.status_reason,
    statusAt: formatMoment(parseMoment(row.status_at)),
  };
}

/** Envelopes of anchors as they were known at a moment (recorded time), in the order of recording. */
export async function evidenceOf(tx: Tx, anchors: readonly string[], knownAt?: Instant): Promise<readonly Evidence[]> {
  const rows = await tx.many(sql.ofAnchors, { region: tx.region, anchors, knownAt: knownUntil(knownAt) });
  return rows.map(present);
}

/** One envelope by its id; undefined when the region has none. */
export async function findEvidence(tx: Tx, evidenceId: string): Promise<Evidence | undefined> {
  const row = await tx.maybe(sql.byId, { region: tx.region, evidenceId, knownAt: always });
  return row === undefined ? undefined : present(row);
}

const keyOf = (source: EvidenceSource): string => [source.module, source.type, source.id].join('/');

async function sourceTurn(tx: Tx, source: EvidenceSource): Promise<void> {
  await tx.many(sql.takeSourceTurn, { region: tx.region, source: keyOf(source) });
}

async function changeStatus(context: WriteEvidence, envelope: Evidence, next: { readonly status: EvidenceStatus; readonly reason: string }): Promise<void> {
  const { tx, now, actor } = context;
  await tx.run(sql.insertStatus, { region: tx.region, evidenceId: envelope.evidenceId, ...next, at: formatMoment(now), by: actor.id });
  await record(context, evidenceStatusChanged, { evidenceId: envelope.evidenceId, anchors: envelope.anchors.join(' '), from: envelope.from, to: envelope.to, ...next });
}

async function insertEnvelope(context: WriteEvidence, draft: ReturnType<typeof evidenceDraftSchema.parse>, supersedes: string | null): Promise<string> {
  const { tx, now, actor } = context;
  const evidenceId = newId();
  const { source } = draft;
  await tx.run(sql.insert, {
    region: tx.region,
    evidenceId,
    kind: draft.kind,
    facet: draft.facet,
    voice: draft.voice,
    value: draft.value,
    unit: draft.unit,
    num: draft.num,
    den: draft.den,
    from: draft.from,
    to: draft.to,
    validUntil: draft.validUntil,
    subject: draft.subject,
    orgId: draft.orgId,
    module: source.module,
    type: source.type,
    id: source.id,
    part: source.part,
    version: draft.version,
    hash: draft.hash,
    rule: draft.rule,
    occurredOn: draft.occurredOn,
    recordedAt: formatMoment(now),
    recordedBy: signatureOf(actor),
    grade: draft.grade,
    stamp: draft.stamp,
    supersedes,
    note: draft.note,
  });
  await tx.run(sql.insertAnchors, { region: tx.region, evidenceId, anchors: [...new Set(draft.anchors)] });
  await tx.run(sql.insertStatus, { region: tx.region, evidenceId, status: 'live', reason: '', at: formatMoment(now), by: actor.id });
  const { kind, facet, from, to, grade, stamp, hash } = draft;
  await record(context, evidenceEmitted, {
    evidenceId,
    anchors: draft.anchors.join(' '),
    kind,
    facet,
    from,
    to,
    grade,
    stamp,
    source: keyOf(source),
    hash,
    supersedes: supersedes ?? '',
  });
  return evidenceId;
}

/**
 * Writes an envelope; returns its id. The same version of a source with the same hash again changes nothing; a higher
 * version supersedes the one before; `supersedes` names an envelope of another source (a verification raises C to B).
 */
export async function emit(context: WriteEvidence, input: EvidenceDraft): Promise<string> {
  const { tx, refuse } = context;
  const parsed = evidenceDraftSchema.safeParse(input);
  if (!parsed.success) return refuse(evidenceRefusals.invalid({ problem: parsed.error.issues.map((issue) => issue.message).join('；') }));
  // What a generated person states stays DEMO, whatever the module asked for.
  const draft = context.actor.isDemo === true && parsed.data.stamp === 'real' ? { ...parsed.data, stamp: 'demo' as const } : parsed.data;
  await sourceTurn(tx, draft.source);
  const known = (await tx.many(sql.ofSource, { region: tx.region, ...draft.source })).map(present);
  const same = known.find(({ version }) => version === draft.version);
  if (same !== undefined && same.hash === draft.hash) return same.evidenceId;
  if (known.some(({ version }) => version >= draft.version)) return refuse(evidenceRefusals.version_taken({ source: keyOf(draft.source), version: draft.version }));
  const earlier = known.filter(({ status }) => status === 'live' || status === 'challenged');
  const named = draft.supersedes === null ? undefined : await findEvidence(tx, draft.supersedes);
  if (draft.supersedes !== null && named === undefined) return refuse(evidenceRefusals.not_found());
  if (named !== undefined && named.status !== 'live' && named.status !== 'challenged') return refuse(evidenceRefusals.status_forbids({ status: named.status }));
  const evidenceId = await insertEnvelope(context, draft, named?.evidenceId ?? earlier.at(-1)?.evidenceId ?? null);
  for (const one of [...earlier, ...(named === undefined ? [] : [named])]) await changeStatus(context, one, { status: 'superseded', reason: `由证据 ${evidenceId} 更新` });
  return evidenceId;
}

/** What a withdrawn verification had superseded counts again, unless it came from the same source. */
async function revive(context: WriteEvidence, withdrawn: Evidence): Promise<void> {
  const before = withdrawn.supersedes === null ? undefined : await findEvidence(context.tx, withdrawn.supersedes);
  if (before === undefined || before.status !== 'superseded' || keyOf(before.source) === keyOf(withdrawn.source)) return;
  await changeStatus(context, before, { status: 'live', reason: '替代它的证据已撤回' });
}

const speaks = ({ status }: Evidence): boolean => status === 'live' || status === 'challenged';

/** Verified copies that stand in the place of a source's envelopes: they say what the source said and fall with it. */
async function copiesOf(tx: Tx, own: readonly Evidence[]): Promise<readonly Evidence[]> {
  if (own.length === 0) return [];
  const rows = await tx.many(sql.successors, { region: tx.region, evidenceIds: own.map(({ evidenceId }) => evidenceId) });
  const sources = new Set(own.map(({ source }) => keyOf(source)));
  return rows.map(present).filter((one) => speaks(one) && !sources.has(keyOf(one.source)));
}

/** The source reversed: all its envelopes that still speak are withdrawn, and the verified copies of them. Without `part` all parts; returns how many. */
export async function withdraw(context: WriteEvidence, source: Omit<EvidenceSource, 'part'> & { readonly part?: string }, reason: string): Promise<number> {
  const { tx, refuse } = context;
  if (reason.trim() === '') return refuse(evidenceRefusals.invalid({ problem: '撤回要写明理由' }));
  const key = evidenceSourceSchema.parse(source);
  await sourceTurn(tx, key);
  const rows =
    source.part === undefined
      ? await tx.many(sql.ofSourceParts, { region: tx.region, module: key.module, type: key.type, id: key.id })
      : await tx.many(sql.ofSource, { region: tx.region, ...key });
  const own = rows.map(present);
  const speaking = own.filter(speaks);
  const copies = await copiesOf(tx, own);
  for (const one of [...speaking, ...copies]) await changeStatus(context, one, { status: 'withdrawn', reason });
  for (const one of speaking) await revive(context, one);
  return speaking.length + copies.length;
}

/** One step of an envelope's status by a person: challenge, withdraw, or live again after a challenge. */
export async function setEvidenceStatus(
  context: WriteEvidence,
  evidenceId: string,
  next: { readonly status: 'challenged' | 'withdrawn' | 'live'; readonly reason: string },
): Promise<Evidence> {
  const { tx, refuse } = context;
  const found = await findEvidence(tx, evidenceId);
  if (found === undefined) return refuse(evidenceRefusals.not_found());
  await sourceTurn(tx, found.source);
  const envelope = (await findEvidence(tx, evidenceId)) ?? found;
  const from: Readonly<Record<typeof next.status, readonly EvidenceStatus[]>> = { challenged: ['live'], withdrawn: ['live', 'challenged'], live: ['challenged'] };
  if (!from[next.status].includes(envelope.status)) return refuse(evidenceRefusals.status_forbids({ status: envelope.status }));
  if (next.reason.trim() === '') return refuse(evidenceRefusals.invalid({ problem: '要写明理由' }));
  await changeStatus(context, envelope, next);
  if (next.status === 'withdrawn') await revive(context, envelope);
  return envelope;
}
