import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import type { Outline } from '../outline.ts';
import { ParagraphText } from '../source-text.tsx';
import { type Marks, paragraphAt } from '../text-layout.ts';
import { alignTexts, type TwinText } from './align-texts.ts';

export interface TwinSide extends TwinText {
  readonly outline: Outline;
  readonly name: string;
}

/** Where to go: an offset of one side. A new object is a new jump. */
export interface TwinJump {
  readonly side: 'left' | 'right';
  readonly at: number;
}

interface TwinTextsProps {
  readonly left: TwinSide;
  readonly right: TwinSide;
  readonly marks: { readonly left: Marks; readonly right: Marks };
  readonly jump: TwinJump | undefined;
}

const charsPerLine = 24;
const lineHeight = 28;

const lengthAt = (side: TwinSide, index: number | undefined): number => {
  const line = index === undefined ? undefined : side.paragraphs[index];
  return line === undefined ? 0 : line.end - line.start;
};

const Cell = ({ side, index, marks, className }: { readonly side: TwinSide; readonly index: number | undefined; readonly marks: Marks; readonly className: string }) => {
  const paragraph = index === undefined ? undefined : side.paragraphs[index];
  if (paragraph === undefined) return <div className={`twin-cell none ${className}`} />;
  const kind = side.outline.find(paragraph.segments[0]?.nodeId)?.kind ?? 'paragraph';
  return (
    <p className={`twin-cell twin-${kind} ${className}`}>
      <ParagraphText paragraph={paragraph} text={side.text} outline={side.outline} marks={marks} />
    </p>
  );
};

/** Two versions in two columns that scroll as one; only the rows in view are drawn. */
export const TwinTexts = ({ left, right, marks, jump }: TwinTextsProps) => {
  const scroller = useRef<HTMLElement>(null);
  const rows = useMemo(() => alignTexts(left, right), [left, right]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => Math.ceil(Math.max(lengthAt(left, rows[index]?.left), lengthAt(right, rows[index]?.right)) / charsPerLine) * lineHeight + 14,
    overscan: 4,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new jump may move the texts
  useEffect(() => {
    if (jump === undefined) return;
    const line = paragraphAt((jump.side === 'left' ? left : right).paragraphs, jump.at);
    const row = rows.findIndex((each) => each[jump.side] === line);
    if (row < 0) return;
    virtual.scrollToIndex(row, { align: 'center' });
    // Heights near the place become known only after the first draw.
    const again = setTimeout(() => virtual.scrollToIndex(row, { align: 'center' }), 120);
    return () => clearTimeout(again);
  }, [jump]);
  return (
    <div className="twin">
      <div className="twin-heads" aria-hidden="true">
        <span>{left.name}</span>
        <span>{right.name}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
      <section ref={scroller} className="source twin-scroll" aria-label={`${left.name}与${right.name}对照`} tabIndex={0}>
        <div className="source-size" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <div
                key={item.key}
                ref={virtual.measureElement}
                data-index={item.index}
                className={row.same ? 'twin-row same' : 'twin-row'}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <Cell side={left} index={row.left} marks={marks.left} className="old" />
                <Cell side={right} index={row.right} marks={marks.right} className="new" />
              </div>
            );
          })}
        </div>
      </section>
    </div>
  );
};
