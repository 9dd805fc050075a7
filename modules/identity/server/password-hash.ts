/**
 * Password hashes: argon2id by a vetted library, in the PHC form that carries its own parameters, so that they can rise later
 * and old hashes are renewed at the next sign-in. An unknown account is checked against a hash of the same cost.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hash, verify } from '@node-rs/argon2';
import { passwordForm } from '../domain/index.ts';
import type { HashQueue, InTurn } from './hash-queue.ts';

/** `Algorithm.Argon2id`; the library's const enum does not exist at run time. */
const argon2id = 2;

export interface HashCost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

/** OWASP Password Storage Cheat Sheet, first choice for argon2id: m = 19 MiB, t = 2, p = 1. */
export const presentCost: HashCost = { memoryKib: 19_456, passes: 2, lanes: 1 };

const costText = ({ memoryKib, passes, lanes }: HashCost): string => `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$`;

/** False for a hash of former parameters or of another method. */
export function isOfCost(stored: string, cost: HashCost = presentCost): boolean {
  return stored.startsWith(costText(cost));
}

export interface PasswordHasher {
  hash(password: string): Promise<string>;
  /** With `stored` undefined (no such account, no password) the same work is done and the answer is false. */
  matches(stored: string | undefined, password: string): Promise<boolean>;
}

export interface AdmittingHasher extends PasswordHasher {
  /** One place in the queue for all that `work` hashes; refused before `work` begins when the queue is full. */
  admit<T>(work: (hasher: PasswordHasher) => Promise<T>): Promise<T>;
}

export function passwordHasher(queue: HashQueue, cost: HashCost = presentCost): AdmittingHasher {
  const options = { algorithm: argon2id, memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: cost.lanes };
  const make = (password: string): Promise<string> => hash(passwordForm(password), options);
  const through = (inTurn: InTurn): PasswordHasher => ({
    hash: (password) => inTurn(() => make(password)),
    matches: (stored, password) =>
      inTurn(async () => {
        // One hash of the present cost either way; its result is of no use without a stored one.
        if (stored === undefined) return (await make(password)) === '';
        return verify(stored, passwordForm(password));
      }),
  });
  return { ...through(queue.run), admit: (work) => queue.admit((inTurn) => work(through(inTurn))) };
}

let known: ReadonlySet<string> | undefined;

/** Whether a password is one of the 3000 most common ones; `password` in lower case. */
export function isCommonPassword(password: string): boolean {
  known ??= new Set(
    readFileSync(join(import.meta.dirname, 'common-passwords.txt'), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#')),
  );
  return known.has(password);
}
