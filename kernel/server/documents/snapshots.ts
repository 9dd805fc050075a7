/**
 * Frozen data of documents. A document is a pure function of its snapshot, so what was printed can be printed again: the
 * kind names the schema and its version, the body is the canonical JSON of the data, the hash proves it unchanged.
 */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { formatMoment } from '../../calendar.ts';
import type { Context } from '../context.ts';
import { statement } from '../db.ts';
import type { Tx } from '../db.ts';

export interface SnapshotKind<S extends z.ZodType> {
  /** `module.name@version`, e.g. `supervision.order@1` */
  readonly name: `${string}.${string}@${number}`;
  readonly schema: S;
}

const insertSnapshot = statement({
  name: 'kernel.insert-snapshot',
  class: 'router',
  text: `insert into kernel.snapshot (region_code, snapshot_id, kind, body, sha256, frozen_by, frozen_at) values ($1, $2, $3, $4, $5, $6, $7)`,
  params: { region: 'text', id: 'uuid', kind: 'text', body: 'text', sha256: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

const findSnapshot = statement({
  name: 'kernel.find-snapshot',
  class: 'router',
  text: `select body, sha256 from kernel.snapshot where region_code = $1 and snapshot_id = $2 and kind = $3`,
  params: { region: 'text', id: 'uuid', kind: 'text' },
  row: { body: 'text', sha256: 'text' },
});

/** JSON with sorted keys: equal data, equal text. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(',')}}`;
}

const hashOf = (body: string): string => createHash('sha256').update(body).digest('hex');

export interface SnapshotRef {
  readonly snapshotId: string;
  readonly sha256: string;
}

/** Stores the data of a document; it is never changed. */
export async function freeze<S extends z.ZodType>(context: Pick<Context, 'tx' | 'actor' | 'now' | 'newId'>, kind: SnapshotKind<S>, data: z.input<S>): Promise<SnapshotRef> {
  const body = canonicalJson(kind.schema.parse(data));
  const [snapshotId, sha256] = [context.newId(), hashOf(body)];
  await context.tx.run(insertSnapshot, {
    region: context.tx.region,
    id: snapshotId,
    kind: kind.name,
    body,
    sha256,
    by: context.actor.id,
    at: formatMoment(context.now),
  });
  return { snapshotId, sha256 };
}

/** The data of a document as it was frozen; undefined when there is none of this kind. Throws when it was tampered with. */
export async function readSnapshot<S extends z.ZodType>(tx: Tx, kind: SnapshotKind<S>, snapshotId: string): Promise<z.output<S> | undefined> {
  const found = await tx.maybe(findSnapshot, { region: tx.region, id: snapshotId, kind: kind.name });
  if (found === undefined) return undefined;
  if (hashOf(found.body) !== found.sha256) throw new Error(`snapshot ${snapshotId} differs from its hash`);
  return kind.schema.parse(JSON.parse(found.body));
}
