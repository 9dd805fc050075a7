/** One stored version with text and ledger, as the compiler's functions want it; one statement. */
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import type { CompiledPlan } from '#libs/plantext/index.ts';
import type { PlanId, VersionId } from '../contract/index.ts';
import { readPlan } from './get-plan.ts';
import { planRefusals } from './refusals.ts';

const columns = `v.plan_id, v.version_id, v.ordinal, v.title, v.ledger, v.body, v.text_sha256, v.file_sha256, v.imported_at, p.latest_ordinal`;
const row = {
  plan_id: 'uuid',
  version_id: 'uuid',
  ordinal: 'int4',
  title: 'text',
  ledger: 'text',
  body: 'text',
  text_sha256: 'text',
  file_sha256: 'text',
  imported_at: 'timestamptz',
  latest_ordinal: 'int4',
} as const;

const getEdition = statement({
  name: 'plan.get-edition',
  class: 'router',
  text: `select ${columns} from plan.version v join plan.plan p on p.region_code = v.region_code and p.plan_id = v.plan_id
         where v.region_code = $1 and v.plan_id = $2 and v.version_id = $3`,
  params: { region: 'text', planId: 'uuid', versionId: 'uuid' },
  row,
});

const getEditionOfVersion = statement({
  name: 'plan.get-edition-of-version',
  class: 'router',
  text: `select ${columns} from plan.version v join plan.plan p on p.region_code = v.region_code and p.plan_id = v.plan_id
         where v.region_code = $1 and v.version_id = $2`,
  params: { region: 'text', versionId: 'uuid' },
  row,
});

const getEditionByOrdinal = statement({
  name: 'plan.get-edition-by-ordinal',
  class: 'router',
  text: `select ${columns} from plan.version v join plan.plan p on p.region_code = v.region_code and p.plan_id = v.plan_id
         where v.region_code = $1 and v.plan_id = $2 and v.ordinal = $3`,
  params: { region: 'text', planId: 'uuid', ordinal: 'int4' },
  row,
});

export interface Edition {
  readonly planId: string;
  readonly versionId: string;
  readonly ordinal: number;
  readonly latestOrdinal: number;
  readonly title: string;
  /** the machine's reading; never changed by reviews */
  readonly plan: CompiledPlan;
  readonly ledgerText: string;
  readonly text: string;
  readonly textSha256: string;
  readonly fileSha256: string;
  readonly importedAt: string;
}

const presentEdition = (found: ValuesOf<typeof row>): Edition => ({
  planId: found.plan_id,
  versionId: found.version_id,
  ordinal: found.ordinal,
  latestOrdinal: found.latest_ordinal,
  title: found.title,
  // Stored ledgers were checked against the contract at import; the library declares the same shape.
  plan: JSON.parse(found.ledger) as CompiledPlan,
  ledgerText: found.ledger,
  text: found.body,
  textSha256: found.text_sha256,
  fileSha256: found.file_sha256,
  importedAt: found.imported_at,
});

/** The version of the plan; `plan.not_found` or `plan.version_not_found` when it is not of this plan and region. */
export async function readEdition(key: { readonly planId: PlanId; readonly versionId: VersionId }, context: Context): Promise<Edition> {
  const { tx, refuse } = context;
  const found = await tx.maybe(getEdition, { region: tx.region, ...key });
  if (found !== undefined) return presentEdition(found);
  await readPlan(key.planId, context);
  return refuse(planRefusals.version_not_found());
}

/** A version of any plan of the region; undefined when there is none. */
export async function findEdition(versionId: string, { tx }: Pick<Context, 'tx'>): Promise<Edition | undefined> {
  const found = await tx.maybe(getEditionOfVersion, { region: tx.region, versionId });
  return found === undefined ? undefined : presentEdition(found);
}

/** A version by its ordinal; undefined when the plan has none of it. */
export async function findEditionByOrdinal(key: { readonly planId: string; readonly ordinal: number }, { tx }: Pick<Context, 'tx'>): Promise<Edition | undefined> {
  const found = await tx.maybe(getEditionByOrdinal, { region: tx.region, ...key });
  return found === undefined ? undefined : presentEdition(found);
}
