import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

interface VirtualRowsProps {
  /** name of the list for screen readers */
  readonly label: string;
  readonly count: number;
  /** height in pixels before a row was drawn */
  readonly estimate: (index: number) => number;
  readonly rowKey: (index: number) => string;
  readonly render: (index: number) => ReactNode;
  /** brought into view whenever it changes */
  readonly reveal?: number | undefined;
  /** the last rows are in view: time to ask for more */
  readonly onNearEnd?: (() => void) | undefined;
  readonly className?: string;
}

const overscan = 4;

/** A list of rows of any height of which only those in view are in the document. It fills its parent and scrolls. */
export const VirtualRows = ({ label, count, estimate, rowKey, render, reveal, onNearEnd, className = '' }: VirtualRowsProps) => {
  const scroller = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({ count, getScrollElement: () => scroller.current, estimateSize: estimate, getItemKey: rowKey, overscan });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? -1;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the virtualiser is the same object for the life of the list; only another row may move it
  useEffect(() => {
    if (reveal !== undefined && reveal >= 0) virtual.scrollToIndex(reveal, { align: 'auto' });
  }, [reveal]);
  useEffect(() => {
    if (last >= count - overscan && count > 0) onNearEnd?.();
  }, [last, count, onNearEnd]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
    <section ref={scroller} className={`virtual-rows ${className}`} tabIndex={0} aria-label={label}>
      <ol style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => (
          <li
            key={item.key}
            ref={virtual.measureElement}
            data-index={item.index}
            aria-setsize={count}
            aria-posinset={item.index + 1}
            style={{ transform: `translateY(${item.start}px)` }}
          >
            {render(item.index)}
          </li>
        ))}
      </ol>
    </section>
  );
};
