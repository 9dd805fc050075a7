import type { RowResult } from '../contract/index.ts';

interface RowResultsProps {
  readonly words: string;
  readonly items: readonly RowResult[];
}

/** What became of each row of a bulk act; the refused ones with their reason. */
export const RowResults = ({ words, items }: RowResultsProps) => {
  const refused = items.filter(({ isDone }) => !isDone);
  return (
    <section role="status" className="task-results" aria-label="办理结果">
      <p>
        {words}：成功 {items.length - refused.length} 项{refused.length > 0 ? `，未办 ${refused.length} 项` : ''}
      </p>
      {refused.length > 0 && (
        <ul>
          {refused.map(({ id, title, reason }) => (
            <li key={id}>
              {title === '' ? '' : `${title}：`}
              {reason}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
