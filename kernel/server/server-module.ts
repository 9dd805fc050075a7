/** The server side of a module's manifest: what the boot check sees plus pages and commands. */
import type { ModuleHead } from '../module.ts';
import type { Command } from './command.ts';
import type { DutySource } from './duty-sources.ts';
import type { Job } from './jobs.ts';
import type { Reaction } from './reactions.ts';
import type { PortalRoute } from './ssr.ts';
import type { AnyUseCase } from './use-case.ts';

export interface ServerModule extends ModuleHead {
  readonly routes: readonly AnyUseCase[];
  readonly pages: readonly PortalRoute[];
  readonly commands: readonly Command[];
  /** what follows from events, run by the worker in log order */
  readonly reactions?: readonly Reaction[];
  /** recurring duties of the system, fired by the worker */
  readonly jobs?: readonly Job[];
  /** what people owe here, for the hand-over of posts */
  readonly dutySources?: readonly DutySource[];
}
