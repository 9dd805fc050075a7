/**
 * Where submissions wait while there is no network: IndexedDB of this browser, photographs included. Nothing else reads it, and
 * what one person left is not sent in another's name.
 */
import type { Problem } from '#kernel/problem.ts';

/** waiting: sent as soon as there is a network · conflict: somebody else was faster · refused: has to be corrected */
export const submissionStates = ['waiting', 'conflict', 'refused'] as const;
export type SubmissionState = (typeof submissionStates)[number];
export const submissionStateLabel = { waiting: '等待联网后提交', conflict: '与别人的修改冲突', refused: '没有被接受' } satisfies Record<SubmissionState, string>;

export interface Submission {
  /** the idempotency key: however often it is sent, it acts once */
  readonly id: string;
  /** order of arrival */
  readonly ordinal: number;
  readonly ownerId: string;
  readonly endpointId: string;
  /** what the person did, for the list of what waits */
  readonly label: string;
  readonly input: { readonly params?: unknown; readonly query?: unknown; readonly body?: unknown };
  readonly file: { readonly name: string; readonly content: Blob } | null;
  readonly state: SubmissionState;
  readonly problem: Problem | null;
}

export interface SubmissionStore {
  list(ownerId: string): Promise<readonly Submission[]>;
  save(submission: Submission): Promise<void>;
  remove(id: string): Promise<void>;
}

const databaseName = 'luoshi-offline';
const storeName = 'submissions';

const asPromise = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

const open = (): Promise<IDBDatabase> => {
  const request = indexedDB.open(databaseName, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore(storeName, { keyPath: 'id' });
  };
  return asPromise(request);
};

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    const transaction = database.transaction(storeName, mode);
    const result = await asPromise(work(transaction.objectStore(storeName)));
    if (mode === 'readwrite') {
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
      });
    }
    return result;
  } finally {
    database.close();
  }
}

export const indexedSubmissions: SubmissionStore = {
  list: async (ownerId) => {
    const all = (await inStore('readonly', (store) => store.getAll())) as readonly Submission[];
    return all.filter((one) => one.ownerId === ownerId).sort((a, b) => a.ordinal - b.ordinal);
  },
  save: async (submission) => void (await inStore('readwrite', (store) => store.put(submission))),
  remove: async (id) => void (await inStore('readwrite', (store) => store.delete(id))),
};
