import { Fragment, type ReactNode } from 'react';
import type { PlanNode } from '#plan/contract';
import { layOutText, type Outline, type Paragraph, type Piece, piecesOf, type Stretch } from '#plan/web';

interface PlanWordsProps {
  readonly text: string;
  readonly outline: Outline;
  readonly hits: readonly Stretch[];
}

/** Kinds that get a line of their own inside their paragraph. */
const ownLine: Readonly<Partial<Record<PlanNode['kind'], string>>> = { measure: 'm', boxBlock: 'k', duty: 'm' };
const paragraphClass: Readonly<Partial<Record<PlanNode['kind'], string>>> = { part: 'part', section: 'section', box: 'b', boxBlock: 'b', boxParagraph: 'b', title: 'doc-title' };

const pieceText = (piece: Piece, text: string, label: string): ReactNode => {
  const words = text.slice(piece.start, piece.end);
  const body = words.startsWith(label) ? words.slice(label.length) : words;
  const rest = piece.hit ? <mark>{body}</mark> : body;
  return body.length === words.length ? (
    rest
  ) : (
    <>
      <b>{label}</b>
      {rest}
    </>
  );
};

interface Run {
  readonly node: PlanNode | undefined;
  readonly pieces: Piece[];
}

const runsOf = (pieces: readonly Piece[], outline: Outline): readonly Run[] => {
  const runs: Run[] = [];
  for (const piece of pieces) {
    const last = runs.at(-1);
    if (last !== undefined && last.node?.nodeId === piece.nodeId) last.pieces.push(piece);
    else runs.push({ node: outline.find(piece.nodeId), pieces: [piece] });
  }
  return runs;
};

/** The words of one innermost node; it carries the anchors of every node that begins here. */
const RunWords = ({ run, text, anchors }: { readonly run: Run; readonly text: string; readonly anchors: ReadonlyMap<number, readonly string[]> }) => {
  const start = run.pieces[0]?.start ?? 0;
  const ids = anchors.get(start) ?? [];
  const inner = run.node?.nodeId !== undefined && ids.includes(run.node.nodeId) ? run.node.nodeId : undefined;
  const begins = run.node?.start === start;
  const words = run.pieces.map((piece, index) => <Fragment key={piece.start}>{pieceText(piece, text, index === 0 && begins ? (run.node?.label ?? '') : '')}</Fragment>);
  return (
    <>
      {ids
        .filter((id) => id !== inner)
        .map((id) => (
          <span key={id} id={id} />
        ))}
      <span {...(inner === undefined ? {} : { id: inner })} {...(run.node !== undefined && ownLine[run.node.kind] !== undefined ? { className: ownLine[run.node.kind] } : {})}>
        {words}
      </span>
    </>
  );
};

const firstSegmentStarts = (paragraphs: readonly Paragraph[]): readonly number[] => paragraphs.flatMap((paragraph) => paragraph.segments.map((segment) => segment.start));

/** Node ids by the offset of the run at which the node's words begin (blanks and line breaks before it are skipped). */
const anchorsOf = (outline: Outline, paragraphs: readonly Paragraph[]): ReadonlyMap<number, readonly string[]> => {
  const starts = firstSegmentStarts(paragraphs);
  const anchors = new Map<number, string[]>();
  let at = 0;
  for (const node of [...outline.nodes].sort((a, b) => a.start - b.start)) {
    if (node.kind === 'document') continue;
    while (at < starts.length - 1 && (starts[at] ?? 0) < node.start) at += 1;
    const start = starts[at] ?? 0;
    anchors.set(start, [...(anchors.get(start) ?? []), node.nodeId]);
  }
  return anchors;
};

/** The whole text, paragraph by paragraph, character by character; ids of elements are ids of nodes. */
export const PlanWords = ({ text, outline, hits }: PlanWordsProps) => {
  const paragraphs = layOutText(text, outline.nodes);
  const anchors = anchorsOf(outline, paragraphs);
  return paragraphs.map((paragraph) => {
    const kind = outline.find(paragraph.segments[0]?.nodeId)?.kind;
    const className = kind === undefined ? undefined : paragraphClass[kind];
    const runs = runsOf(piecesOf(paragraph, { marked: undefined, focused: undefined, hits }), outline);
    return (
      <p key={paragraph.start} {...(className === undefined ? {} : { className })}>
        {runs.map((run) => (
          <RunWords key={run.pieces[0]?.start} run={run} text={text} anchors={anchors} />
        ))}
      </p>
    );
  });
};
