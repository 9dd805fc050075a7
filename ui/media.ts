import { useSyncExternalStore } from 'react';

/** Whether a CSS media query holds now; re-renders when it changes. */
export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', changed);
      return () => list.removeEventListener('change', changed);
    },
    () => window.matchMedia(query).matches,
  );

/** Below this width side-by-side panes become tabs. */
export const useIsNarrow = (): boolean => useMedia('(max-width: 1023px)');
