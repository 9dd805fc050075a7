import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

type Listener = () => void;
const listeners = new Set<Listener>();
let source: EventSource | undefined;
let lastHead = '';

/** One stream for the window, however many parts of the page listen. It ends with the last listener. */
function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (source === undefined) {
    source = new EventSource('/api/live');
    source.addEventListener('log', (event) => {
      const isNews = lastHead !== '' && event.lastEventId !== lastHead;
      lastHead = event.lastEventId;
      if (isNews) for (const each of listeners) each();
    });
    // Other rights: what is on screen may not be theirs any more.
    source.addEventListener('rights', () => window.location.reload());
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = undefined;
    lastHead = '';
  };
}

const pauseMilliseconds = 2000;

/** Reads the queries of an endpoint again when something has happened in the region, at most every two seconds. */
export const useLiveRefresh = (endpointId: string): void => {
  const queries = useQueryClient();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = listen(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({ queryKey: [endpointId] });
      }, pauseMilliseconds);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [endpointId, queries]);
};
