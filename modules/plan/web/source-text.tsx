import { useVirtualizer } from '@tanstack/react-virtual';
import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';
import type { Outline } from './outline.ts';
import { type Marks, type Paragraph, type Piece, paragraphAt, piecesOf } from './text-layout.ts';

interface SourceTextProps {
  readonly text: string;
  readonly outline: Outline;
  readonly paragraphs: readonly Paragraph[];
  readonly marks: Marks;
  readonly onPick: (nodeId: string) => void;
}

const averageCharsPerLine = 34;
const lineHeight = 30;

const Words = ({ piece, text, outline }: { readonly piece: Piece; readonly text: string; readonly outline: Outline }) => {
  const node = outline.find(piece.nodeId);
  const words = text.slice(piece.start, piece.end);
  const label = node?.start === piece.start && node.label !== null && words.startsWith(node.label) ? node.label : '';
  const className = [
    piece.hit ? 'hit' : '',
    piece.source ? 'source-of' : '',
    piece.lit ? 'lit' : '',
    piece.focused ? 'focused' : '',
    node?.kind === 'boxBlock' && node.start === piece.start ? 'block-start' : '',
  ]
    .join(' ')
    .trim();
  return (
    <span data-node={piece.nodeId} data-at={piece.start} {...(className === '' ? {} : { className })} {...(piece.focused ? { 'data-testid': 'focused' } : {})}>
      {label !== '' && <b>{label}</b>}
      {words.slice(label.length)}
    </span>
  );
};

/** Neighbouring pieces of the selected node share one mark, so that the highlight is one element per paragraph. */
const groupMarked = (pieces: readonly Piece[]): readonly (readonly Piece[])[] => {
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1);
    if (last?.[0]?.marked === piece.marked) last.push(piece);
    else groups.push([piece]);
  }
  return groups;
};

/** One line with its marks. */
export const ParagraphText = ({ paragraph, text, outline, marks }: { readonly paragraph: Paragraph } & Pick<SourceTextProps, 'text' | 'outline' | 'marks'>) =>
  groupMarked(piecesOf(paragraph, marks)).map((group) => {
    const words = group.map((piece) => <Words key={piece.start} piece={piece} text={text} outline={outline} />);
    const first = group[0];
    return first?.marked === true ? (
      <mark key={`m${first.start}`} data-testid="highlight">
        {words}
      </mark>
    ) : (
      words
    );
  });

const maxFrames = 60;
const calmFrames = 3;
const tolerance = 2;

/**
 * Brings the words at an offset a quarter below the top of the pane; does nothing when they are in view.
 * Heights are estimates until a line has been drawn, so it goes to the estimated place, looks, corrects, and ends when
 * nothing moves any more. It writes `scrollTop` itself: the virtualiser's own scrollToIndex, interrupted by the next
 * jump, was seen to stay where it was.
 */
const useReveal = (scroller: RefObject<HTMLDivElement | null>, { at, jump }: { readonly at: number | undefined; readonly jump: unknown }, estimate: () => number): void => {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `estimate` is new on every render; only another place, or a new jump to the same, may move the text
  useEffect(() => {
    const box = scroller.current;
    if (at === undefined || box === null) return;
    const find = (): DOMRect | undefined => box.querySelector(`[data-at="${at}"]`)?.getBoundingClientRect();
    const frame = box.getBoundingClientRect();
    const there = find();
    if (there !== undefined && there.top >= frame.top && there.bottom <= frame.bottom) return;
    let frames = 0;
    let calm = 0;
    let request = 0;
    const settle = (): void => {
      const rect = find();
      const before = box.scrollTop;
      const wanted = rect === undefined ? estimate() : before + rect.top - box.getBoundingClientRect().top - box.clientHeight / 4;
      if (Math.abs(wanted - before) > tolerance) box.scrollTop = wanted;
      calm = rect !== undefined && Math.abs(box.scrollTop - before) <= tolerance ? calm + 1 : 0;
      frames += 1;
      if (calm < calmFrames && frames < maxFrames) request = requestAnimationFrame(settle);
    };
    settle();
    return () => cancelAnimationFrame(request);
  }, [at, jump]);
};

/** The original text, virtualised by paragraph; a click picks the innermost node at that place. */
export const SourceText = ({ text, outline, paragraphs, marks, onPick }: SourceTextProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  const target = marks.focused ?? marks.marked;
  const virtual = useVirtualizer({
    count: paragraphs.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => Math.ceil(((paragraphs[index]?.end ?? 0) - (paragraphs[index]?.start ?? 0)) / averageCharsPerLine) * lineHeight + 14,
    overscan: 4,
  });
  const line = target === undefined ? -1 : paragraphAt(paragraphs, target.start);
  // A stretch may begin with a line break, which belongs to no line; its first character on a line is what can be shown.
  const at = target === undefined ? undefined : Math.max(target.start, paragraphs[line]?.start ?? 0);
  useReveal(scroller, { at, jump: marks.focused }, () => virtual.getOffsetForIndex(Math.max(0, line), 'start')?.[0] ?? 0);
  const onClick = (event: MouseEvent): void => {
    // Dragging to copy is not picking.
    if (window.getSelection()?.isCollapsed === false) return;
    const nodeId = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-node]')?.dataset['node'] : undefined;
    if (nodeId !== undefined) onPick(nodeId);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard picks nodes in the outline tree
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
    <section ref={scroller} className="source" aria-label="原文" tabIndex={0} onClick={onClick}>
      <div className="source-size" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const paragraph = paragraphs[item.index];
          if (paragraph === undefined) return null;
          const kind = outline.find(paragraph.segments[0]?.nodeId)?.kind ?? 'paragraph';
          return (
            <p key={item.key} ref={virtual.measureElement} data-index={item.index} className={`para para-${kind}`} style={{ transform: `translateY(${item.start}px)` }}>
              <ParagraphText paragraph={paragraph} text={text} outline={outline} marks={marks} />
            </p>
          );
        })}
      </div>
    </section>
  );
};
