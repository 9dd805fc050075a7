import { useEffect, useState } from 'react';

interface ListKeys {
  readonly count: number;
  /** the row on which the keyboard begins; when it changes, the keyboard moves there */
  readonly start?: number;
  readonly onOpen: (index: number) => void;
  readonly onToggle?: (index: number) => void;
  /** further keys, e.g. `{ n: … }` */
  readonly more?: Readonly<Record<string, (index: number) => void>>;
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT', 'BUTTON', 'A'].includes(target.tagName));

/** j and k (or the arrows) walk a list, Enter opens, x marks. Nothing happens while somebody types or a dialog is open. */
export function useListKeys({ count, start = 0, onOpen, onToggle, more }: ListKeys): { readonly active: number; readonly setActive: (index: number) => void } {
  const [active, setActive] = useState(start);
  const [begun, setBegun] = useState(start);
  if (begun !== start) {
    setBegun(start);
    setActive(start);
  }
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (count === 0 || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]') !== null) return;
      const steps: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
      const step = steps[event.key];
      if (step !== undefined) setActive((at) => Math.max(0, Math.min(count - 1, at + step)));
      else if (event.key === 'Enter') onOpen(Math.min(active, count - 1));
      else if (event.key === 'x' && onToggle !== undefined) onToggle(Math.min(active, count - 1));
      else if (more?.[event.key] !== undefined) more[event.key]?.(Math.min(active, count - 1));
      else return;
      event.preventDefault();
      requestAnimationFrame(() => document.querySelector('tr.active')?.scrollIntoView({ block: 'nearest' }));
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [active, count, onOpen, onToggle, more]);
  return { active: Math.min(active, Math.max(0, count - 1)), setActive };
}
