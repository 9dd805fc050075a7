/** The one hasher of the process: at most two hashes at a time, at most a hundred waiting (architecture 10.2). */
import { hashQueue } from './hash-queue.ts';
import { passwordHasher } from './password-hash.ts';
import { signInRefusals } from './sign-in-refusals.ts';

export const hashing = passwordHasher(hashQueue({ atOnce: 2, mostWaiting: 100 }, (seconds) => signInRefusals.busy({ seconds })));
