import { Button } from 'antd';
import { useState } from 'react';
import type { ProblemField } from '#kernel/problem.ts';
import type { ReportContentInput } from '../contract/index.ts';

type Side = 'mine' | 'theirs';

interface MergePanelProps {
  /** one line per field that the other writer changed */
  readonly fields: readonly ProblemField[];
  /** as it stood when this person began; a field left as it was is taken from the other without asking. null = not known, everything is asked */
  readonly base: ReportContentInput | null;
  readonly mine: ReportContentInput;
  readonly theirs: ReportContentInput;
  readonly onMerged: (content: ReportContentInput) => void;
}

const fieldOf = (content: ReportContentInput, path: string): unknown => (content as unknown as Readonly<Record<string, unknown>>)[path];
const isLeft = ({ base, mine }: MergePanelProps, path: string): boolean => base !== null && JSON.stringify(fieldOf(base, path)) === JSON.stringify(fieldOf(mine, path));

/** Two wrote at once: what one left alone is taken over, what both changed is chosen line by line; then it is saved as one text. */
export const MergePanel = (props: MergePanelProps) => {
  const { fields, mine, theirs, onMerged } = props;
  const [chosen, setChosen] = useState<Readonly<Record<string, Side>>>(() =>
    Object.fromEntries(fields.filter(({ path }) => isLeft(props, path)).map(({ path }) => [path, 'theirs'])),
  );
  const isDecided = fields.every(({ path }) => chosen[path] !== undefined);
  const merge = (): void => onMerged({ ...mine, ...Object.fromEntries(fields.filter(({ path }) => chosen[path] === 'theirs').map(({ path }) => [path, fieldOf(theirs, path)])) });
  return (
    <section aria-label="合并" className="task-merge">
      {fields.map(({ path, label, message }) => (
        <fieldset key={path}>
          <legend>{label}</legend>
          <p>{message}</p>
          {(['mine', 'theirs'] as const).map((side) => (
            <label key={side}>
              <input type="radio" name={`merge-${path}`} checked={chosen[path] === side} onChange={() => setChosen({ ...chosen, [path]: side })} />{' '}
              {side === 'mine' ? '用我的' : '用对方的'}
            </label>
          ))}
        </fieldset>
      ))}
      <Button disabled={!isDecided} onClick={merge}>
        合并后继续
      </Button>
    </section>
  );
};
