import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import { maxOwnClauses, type RegisterItem } from '../contract/index.ts';
import { TextField } from '#ui/form-fields.tsx';

export interface OwnClause {
  readonly title: string;
  readonly orgId: string | null;
}

/** The list of the newest step that carried one. */
export const lastClauses = ({ steps }: RegisterItem): readonly OwnClause[] =>
  steps.findLast(({ clauses }) => clauses.length > 0)?.clauses.map(({ title, orgId }) => ({ title, orgId })) ?? [];

interface OwnClausesProps {
  readonly clauses: readonly OwnClause[];
  readonly onChange: (clauses: readonly OwnClause[]) => void;
}

/** One line per clause of the document; a line that stays keeps its unit. */
const fromLines = (text: string, before: readonly OwnClause[]): readonly OwnClause[] =>
  text
    .split('\n')
    .slice(0, maxOwnClauses)
    .map((title, at) => ({ title, orgId: (before.find((one) => one.title === title) ?? before[at])?.orgId ?? null }));

/** What is sent: lines with words. */
export const filledClauses = (clauses: readonly OwnClause[]): OwnClause[] =>
  clauses.map(({ title, orgId }) => ({ title: title.trim(), orgId })).filter(({ title }) => title !== '');

/** The clauses of a document that the plan orders, each with the unit that answers for it. */
export const OwnClauses = ({ clauses, onChange }: OwnClausesProps) => (
  <>
    <TextField
      label="文件自身的条款"
      value={clauses.map(({ title }) => title).join('\n')}
      onChange={(text) => onChange(text === '' ? [] : fromLines(text, clauses))}
      lines={4}
      hint="每行一条，可以从文件里成批粘贴；全部有责任单位才算办成，没定的先空着，以后在「执行」里补"
    />
    {filledClauses(clauses).length > 0 && (
      <ol className="own-clauses">
        {clauses.map((clause, at) =>
          clause.title.trim() === '' ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their places while they are edited
            <li key={at}>
              <span>{clause.title}</span>
              <OrgPicker
                label={`第${at + 1}条的责任单位`}
                placeholder="责任单位"
                value={(clause.orgId ?? undefined) as OrgId | undefined}
                onChange={(orgId) => onChange(clauses.map((one, index) => (index === at ? { ...one, orgId: orgId ?? null } : one)))}
              />
            </li>
          ),
        )}
      </ol>
    )}
  </>
);

/** How many have a unit, and those that have none by name. */
export const OwnClausesNote = ({ clauses }: { readonly clauses: RegisterItem['steps'][number]['clauses'] }) => {
  if (clauses.length === 0) return null;
  const open = clauses.filter(({ orgId }) => orgId === null);
  return (
    <details className="own-clauses-note">
      <summary>
        {clauses.length}条，{open.length === 0 ? '都有责任单位' : `${open.length}条没有责任单位`}
      </summary>
      <ol>
        {clauses.map(({ title, orgName }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a stored list does not change
          <li key={at}>
            {title} <span className="muted">{orgName ?? '没有责任单位'}</span>
          </li>
        ))}
      </ol>
    </details>
  );
};
