/** What needs the standards or the tables: a credit code as typed becomes canonical, a division must be in force. */
import type { Context } from '#kernel/server/context.ts';
import { readUscc } from '#libs/standards/index.ts';
import { divisionStore } from './division-store.ts';
import { orgRefusals } from './org-refusals.ts';

interface Checked {
  readonly uscc?: string | null | undefined;
  readonly divisionCode?: string | null | undefined;
}

/** The canonical code; refuses with the place of the fault. Undefined and null stay what they are. */
function canonicalUscc(text: string | null | undefined, { refuse }: Pick<Context, 'refuse'>): string | null | undefined {
  if (text === undefined || text === null || text.trim() === '') return text === undefined ? undefined : null;
  const reading = readUscc(text);
  return reading.ok ? reading.code : refuse(orgRefusals.org_uscc_invalid({ message: reading.message }));
}

/** The same value with the credit code in canonical form; refuses a bad code and a division that is not in force on the day. */
export async function checkOrgDetails<T extends Checked>(value: T, on: string, context: Pick<Context, 'tx' | 'refuse'>): Promise<T> {
  const uscc = canonicalUscc(value.uscc, context);
  if (typeof value.divisionCode === 'string') {
    const [division] = await divisionStore.byCodes(context.tx, [value.divisionCode], on);
    if (division === undefined) context.refuse(orgRefusals.org_division_unknown({ message: `行政区划代码「${value.divisionCode}」在 ${on} 没有对应的区划；请从区划列表中选择` }));
  }
  return uscc === undefined ? value : { ...value, uscc };
}
