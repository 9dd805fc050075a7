/** State machines of the module, for the README. */
import { handoverMachine } from './handover-machine.ts';

export const lifecycles = [handoverMachine] as const;
