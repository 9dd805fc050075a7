/** Commands of modules: data for the command line; app/cli.ts turns them into `luoshi …`. */
import type { Actor } from './actor.ts';
import type { Config } from './config.ts';
import type { Runtime } from './use-case.ts';

/** What a command may use besides its arguments. */
export interface CommandHost {
  /** Writes to stdout; resolves when everything is handed over, also for large texts. */
  print(text: string): Promise<void>;
  /** One line to stderr for the person at the terminal. */
  note(line: string): void;
  /** Whether a person watches; only then is it worth the cost of keeping the terminal informed. */
  readonly isWatched: boolean;
  /** Runs long work, showing how long it has been running when a person watches. */
  whileShowing<T>(title: string, work: () => Promise<T>): Promise<T>;
  readonly limits: { readonly importBytes: number };
  readonly actor: Actor;
  loadConfig(): Config;
  /** Opens the database, migrated; closed again after `work`. */
  withRuntime<T>(work: (runtime: Runtime) => Promise<T>): Promise<T>;
}

export interface CommandOption {
  /** as commander reads it, e.g. `--format <name>` */
  readonly flags: string;
  readonly summary: string;
  readonly choices?: readonly string[];
  readonly fallback?: string;
}

export type CommandValues = Readonly<Record<string, string | boolean | undefined>>;

export interface Command {
  /** words after `luoshi`, e.g. `['plan', 'import']` */
  readonly words: readonly [string, ...string[]];
  readonly summary: string;
  readonly argument?: { readonly name: string; readonly summary: string };
  readonly options: readonly CommandOption[];
  /** Resolves with the exit code. Refusals are thrown. */
  run(input: { readonly argument: string; readonly options: CommandValues }, host: CommandHost): Promise<number>;
}
