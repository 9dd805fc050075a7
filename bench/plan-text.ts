/** The text the speed gates are set on: the official Guzhen plan beside the repository, else the example in it. */
import { existsSync, readFileSync } from 'node:fs';

const OFFICIAL = new URL('../../shared/data/plans/guzhen-2020.txt', import.meta.url);
const EXAMPLE = new URL('../examples/guzhen/plan.txt', import.meta.url);

export const readPlan = (): { readonly name: string; readonly text: string } => {
  const official = existsSync(OFFICIAL);
  if (!official) console.warn('the official text is not beside the repository; the example plan is measured instead');
  return { name: official ? 'guzhen-2020' : 'examples/guzhen', text: readFileSync(official ? OFFICIAL : EXAMPLE, 'utf8') };
};
