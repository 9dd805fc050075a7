/** What later modules ask of a unit beside rounds and forms: one charge per source, in the transaction of the asking. */
import { Decimal } from 'decimal.js';
import { formatMoment } from '#kernel/calendar.ts';
import type { PlainDate } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { CellCounts } from '../domain/index.ts';
import { noCells } from '../domain/index.ts';

const row = {
  source: 'text',
  org_id: 'uuid',
  charged_on: 'date',
  asker: 'text',
  label: 'text',
  minutes: 'text',
  numbers: 'int4',
  choices: 'int4',
  texts: 'int4',
  files: 'int4',
  confirms: 'int4',
  reason: 'text',
  charged_at: 'timestamptz',
} as const;
export type ChargeRow = ValuesOf<typeof row>;

const insert = statement({
  name: 'task.insert-burden-charge',
  class: 'router',
  text: `insert into task.burden_charge (region_code, source, org_id, charged_on, asker, label, minutes, numbers, choices, texts, files, confirms, reason, charged_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) on conflict (region_code, source) do nothing`,
  params: { region: 'text', ...row },
  row: {},
});
const list = statement({
  name: 'task.list-burden-charges',
  class: 'router',
  text: `select c.source, c.org_id, c.charged_on, c.asker, c.label, c.minutes, c.numbers, c.choices, c.texts, c.files, c.confirms, c.reason, c.charged_at
         from task.burden_charge c where c.region_code = $1 and c.charged_on between $2 and $3 order by c.charged_on, c.source`,
  params: { region: 'text', first: 'date', last: 'date' },
  row,
});

export interface BurdenCharge {
  /** e.g. `inspection:<id>:visit`; charging it again changes nothing */
  readonly source: string;
  readonly orgId: string;
  readonly on: PlainDate;
  /** which office asks */
  readonly asker: string;
  readonly label: string;
  readonly minutes: number;
  readonly cells?: Partial<CellCounts>;
  /** why a ceiling was passed */
  readonly reason?: string;
}

export async function chargeBurden({ tx, now }: Pick<Context, 'tx' | 'now'>, charge: BurdenCharge): Promise<void> {
  const { number, choice, text, file, confirm } = { ...noCells, ...charge.cells };
  await tx.run(insert, {
    region: tx.region,
    source: charge.source,
    org_id: charge.orgId,
    charged_on: charge.on.toString(),
    asker: charge.asker,
    label: charge.label,
    minutes: new Decimal(charge.minutes).toFixed(1),
    numbers: number,
    choices: choice,
    texts: text,
    files: file,
    confirms: confirm,
    reason: charge.reason ?? '',
    charged_at: formatMoment(now),
  });
}

export const listCharges = (tx: Tx, span: { readonly first: string; readonly last: string }): Promise<ChargeRow[]> => tx.many(list, { region: tx.region, ...span });

export const cellsOfCharge = (one: ChargeRow): CellCounts => ({ number: one.numbers, choice: one.choices, text: one.texts, file: one.files, confirm: one.confirms });

export const minutesOfCharges = (charges: readonly ChargeRow[]): string => charges.reduce((sum, { minutes }) => sum.add(minutes), new Decimal(0)).toFixed(1);
