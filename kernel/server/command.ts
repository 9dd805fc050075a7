/** Commands of modules: data for the command line; app/cli.ts turns them into `luoshi …`. */
import type { Actor } from './actor.ts';
import type { Config } from './config.ts';
import type { Runtime } from './use-case.ts';

/** What a command may use besides its arguments. */
export interface CommandHost {
  /** Writes to stdout; resolves when everything is handed over, also for large texts. */
  print(text: string): Promise<void>;
  /** The same for a file that is no text. */
  printBytes(bytes: Uint8Array): Promise<void>;
  /** Whether stdout is a terminal, which must not be fed bytes that are no text. */
  readonly isTerminal: boolean;
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
  /** what stands behind the words, in order; all are required */
  readonly operands: readonly { readonly name: string; readonly summary: string }[];
  readonly options: readonly CommandOption[];
  /** true = the option `--data` is offered */
  readonly usesDatabase?: boolean;
  /** Resolves with the exit code. Refusals and usage faults are thrown. */
  run(input: { readonly operands: readonly string[]; readonly options: CommandValues }, host: CommandHost): Promise<number>;
}

/** Wrong use that only the command itself can see, such as an option that does not go with another; exit code 2. */
export class UsageFault extends Error {}
