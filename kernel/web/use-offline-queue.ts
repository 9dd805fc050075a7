import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { EndpointSpec } from '#kernel/endpoint.ts';
import { OfflineQueue, type QueueState } from './offline-queue.ts';
import { indexedSubmissions } from './offline-store.ts';

const queues = new Map<string, OfflineQueue>();
const endpoints: EndpointSpec[] = [];

/** Names the endpoints whose submissions may wait for a network; a module calls it while it loads. */
export const allowOffline = (...added: readonly EndpointSpec[]): void => {
  for (const endpoint of added) if (!endpoints.some(({ id }) => id === endpoint.id)) endpoints.push(endpoint);
};

/** The queue of a person, one for the whole console. */
export const offlineQueueOf = (ownerId: string): OfflineQueue => {
  const known = queues.get(ownerId);
  if (known !== undefined) return known;
  const queue = new OfflineQueue({ ownerId, store: indexedSubmissions, endpoints });
  queues.set(ownerId, queue);
  return queue;
};

const retryPause = 30_000;

/** Whether the browser believes it has a network. */
export const useIsOnline = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      window.addEventListener('online', changed);
      window.addEventListener('offline', changed);
      return () => {
        window.removeEventListener('online', changed);
        window.removeEventListener('offline', changed);
      };
    },
    () => navigator.onLine,
  );

/** What waits for the person at hand; sends it when the network comes back, when the page opens, and every half minute. */
export const useOfflineQueue = (ownerId: string): { readonly queue: OfflineQueue; readonly state: QueueState } => {
  const queue = useMemo(() => offlineQueueOf(ownerId), [ownerId]);
  const state = useSyncExternalStore(queue.subscribe, queue.snapshot);
  const isOnline = useIsOnline();
  useEffect(() => {
    void (isOnline ? queue.flush() : queue.refresh());
    const timer = setInterval(() => navigator.onLine && queue.snapshot().items.some((one) => one.state === 'waiting') && void queue.flush(), retryPause);
    return () => clearInterval(timer);
  }, [queue, isOnline]);
  return { queue, state };
};
