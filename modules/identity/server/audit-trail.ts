/**
 * Writes the audit trail in the caller's transaction: what is not written down does not happen. Acts come from the
 * kernel (every write of every endpoint); views are recorded by the reads that show somebody's personal data.
 */
import { isIP } from 'node:net';
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { ClientFacts } from '#kernel/server/caller.ts';
import { statement } from '#kernel/server/db.ts';
import { isPublicAddress } from '#kernel/server/outbound.ts';
import type { RecordAct } from '#kernel/server/use-case.ts';
import type { AuditNetwork } from '../contract/index.ts';

const insertAudit = statement({
  name: 'identity.insert-audit',
  class: 'router',
  text: `insert into identity.audit (region_code, audit_id, kind, happened_at, actor, actor_name, on_behalf_of, action, subject, about_user, purpose, request_id, network)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  params: {
    region: 'text',
    auditId: 'uuid',
    kind: 'text',
    happenedAt: 'timestamptz',
    actor: 'text',
    actorName: 'text',
    onBehalfOf: 'uuid?',
    action: 'text',
    subject: 'text?',
    aboutUser: 'uuid?',
    purpose: 'text?',
    requestId: 'text?',
    network: 'text?',
  },
  row: {},
});

interface Line {
  readonly kind: 'act' | 'view';
  readonly action: string;
  readonly subject: string | null;
  readonly aboutUser: string | null;
  readonly purpose: string | null;
}

/** All that is written down of somebody without a name: the kind of network, never the address (PIPL: no more than needed). */
export function networkOf(client: Pick<ClientFacts, 'address' | 'isAtThisMachine'> | undefined): AuditNetwork | null {
  if (client === undefined) return null;
  if (client.isAtThisMachine) return 'machine';
  if (isIP(client.address) === 0) return null;
  return isPublicAddress(client.address) ? 'public' : 'private';
}

async function insert(context: Context, line: Line): Promise<void> {
  const { tx, actor, now, requestId, newId } = context;
  await tx.run(insertAudit, {
    region: tx.region,
    auditId: newId(),
    happenedAt: formatMoment(now),
    actor: actor.id,
    actorName: actor.displayName,
    onBehalfOf: actor.onBehalfOf?.userId ?? null,
    requestId,
    network: actor.kind === 'visitor' ? networkOf(context.client) : null,
    ...line,
  });
}

/** The port of the kernel: one line per write. */
export const recordAct: RecordAct = (context, { action, subject }) => insert(context, { kind: 'act', action, subject, aboutUser: null, purpose: null });

export interface View {
  /** id of the endpoint or page that shows it */
  readonly action: string;
  /** whose data */
  readonly userIds: readonly string[];
  /** Chinese sentence: why they were looked up */
  readonly purpose: string;
  readonly subject?: string;
}

/**
 * Records that the actor was shown personal data; looking at one's own is not recorded. The use case says
 * `recordsViews: true`, so that its transaction may write.
 */
export async function recordView(context: Context, view: View): Promise<void> {
  for (const aboutUser of new Set(view.userIds)) {
    if (aboutUser === context.actor.userId) continue;
    await insert(context, { kind: 'view', action: view.action, subject: view.subject ?? null, aboutUser, purpose: view.purpose });
  }
}
