import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ProblemError } from '#kernel/web/problem-error.ts';
import { ProblemNotice } from './problem-notice.tsx';

export interface HomeTile {
  readonly words: string;
  /** `100+` when only the first hundred were looked at */
  readonly count: number | string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>> | undefined;
  readonly note?: string | undefined;
  readonly isUrgent?: boolean | undefined;
}

export interface HomeLine {
  readonly key: string;
  readonly title: string;
  readonly to: string;
  readonly search?: Readonly<Record<string, string>> | undefined;
  readonly note: ReactNode;
  readonly isUrgent?: boolean | undefined;
}

interface HomeCardBoxProps {
  readonly title: string;
  readonly isLoading: boolean;
  readonly problem: ProblemError | null;
  readonly onRetry: () => void;
  /** those with a count of nought are left out */
  readonly tiles: readonly HomeTile[];
  /** the nearest matters, already in order */
  readonly lines?: readonly HomeLine[];
  /** said when there is neither a tile nor a line */
  readonly empty: string;
}

/** A card whose numbers are on their way keeps its name: an empty box says nothing. */
export const HomeCardLoading = ({ title }: { readonly title: string }) => (
  <section className="home-card" aria-busy="true" aria-label={title}>
    <h2>{title}</h2>
    <p className="muted">正在读取…</p>
  </section>
);

/** A card of the first page: counts that open their lists, then the matters that come first. */
export const HomeCardBox = ({ title, isLoading, problem, onRetry, tiles, lines = [], empty }: HomeCardBoxProps) => {
  if (problem !== null) return <ProblemNotice problem={problem} onRetry={onRetry} />;
  if (isLoading) return <HomeCardLoading title={title} />;
  const waiting = tiles.filter(({ count }) => count !== 0);
  return (
    <section className="home-card" aria-label={title}>
      <h2>{title}</h2>
      {waiting.length === 0 && lines.length === 0 && <p className="muted">{empty}</p>}
      {waiting.length > 0 && (
        <ul className="home-tiles">
          {waiting.map((tile) => (
            <li key={tile.words} className={tile.isUrgent === true ? 'urgent' : ''}>
              <Link to={tile.to as never} search={(tile.search ?? {}) as never}>
                <strong>{tile.count}</strong>
                <span>{tile.words}</span>
                {tile.note !== undefined && <small>{tile.note}</small>}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {lines.length > 0 && (
        <ul className="home-lines">
          {lines.map((line) => (
            <li key={line.key} className={line.isUrgent === true ? 'urgent' : ''}>
              <Link to={line.to as never} search={(line.search ?? {}) as never}>
                {line.title}
              </Link>
              <span className="home-line-note">{line.note}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
