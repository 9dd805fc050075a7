import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { moveInTree, type TreeEntry, visibleRows } from './tree-rows.ts';

interface TreeViewProps<Item extends TreeEntry> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly expanded: ReadonlySet<string>;
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (id: string, open: boolean) => void;
  readonly render: (item: Item) => ReactNode;
}

const rowHeight = 32;

/** Scrolls just as far as needed to show the row; rows have one height, so its place is known without drawing it. */
const reveal = (scroller: HTMLDivElement | null, index: number): void => {
  if (scroller === null) return;
  const top = index * rowHeight;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + rowHeight > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + rowHeight - scroller.clientHeight;
};

/**
 * A virtualised WAI-ARIA tree: one tab stop, `aria-activedescendant`; arrows move and open, Home/End jump,
 * Enter or Space selects. Only the rows in view are in the document, so thousands of items stay smooth.
 */
export const TreeView = <Item extends TreeEntry>({ label, items, expanded, selected, onSelect, onToggle, render }: TreeViewProps<Item>) => {
  const prefix = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => visibleRows(items, expanded), [items, expanded]);
  const [activeId, setActiveId] = useState<string>();
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.item.id === (activeId ?? selected)),
  );
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => scroller.current, estimateSize: () => rowHeight, overscan: 12 });

  const revealed = useRef<string>(undefined);
  useEffect(() => {
    // A new selection moves the list once, as soon as its branch is open; opening and closing branches does not.
    if (selected === revealed.current) return;
    setActiveId(selected);
    const index = rows.findIndex((row) => row.item.id === selected);
    if (index < 0) return;
    revealed.current = selected;
    reveal(scroller.current, index);
  }, [selected, rows]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = moveInTree(rows, activeIndex, event.key);
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (step.select !== undefined) onSelect(step.select);
    if (step.toggle !== undefined) onToggle(step.toggle.id, step.toggle.open);
    if (step.index !== undefined) {
      setActiveId(rows[step.index]?.item.id);
      reveal(scroller.current, step.index);
    }
  };

  return (
    <div
      ref={scroller}
      className="tree"
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={rows.length > 0 ? `${prefix}${activeIndex}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div role="presentation" className="tree-size" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          const { item, depth } = row;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive: the tree keeps the focus and names the active item (aria-activedescendant)
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the tree
            <div
              key={item.id}
              id={`${prefix}${index}`}
              role="treeitem"
              aria-level={depth + 1}
              aria-setsize={row.setSize}
              aria-posinset={row.position}
              aria-selected={item.id === selected}
              {...(row.branch ? { 'aria-expanded': expanded.has(item.id) } : {})}
              className={index === activeIndex ? 'tree-row active' : 'tree-row'}
              style={{ transform: `translateY(${start}px)`, height: rowHeight, paddingInlineStart: 6 + depth * 14 }}
              onClick={() => {
                setActiveId(item.id);
                onSelect(item.id);
              }}
            >
              <span
                className={row.branch ? 'tree-arrow' : 'tree-arrow leaf'}
                aria-hidden="true"
                onClick={(event) => {
                  if (!row.branch) return;
                  event.stopPropagation();
                  onToggle(item.id, !expanded.has(item.id));
                }}
              />
              {render(item)}
            </div>
          );
        })}
      </div>
    </div>
  );
};
