import { Input } from 'antd';
import { type CheckedEntry, type EntryFlag, entryFlagLabel, observationStateLabel, unitLabel } from '../contract/index.ts';
import { figureWords } from './words.ts';
import { Labelled } from './labelled.tsx';

/** What the person adds to one checked figure. */
export interface EntryNotes {
  readonly explanations: Readonly<Partial<Record<EntryFlag, string>>>;
  readonly correctionReason: string;
}
export const noNotes: EntryNotes = { explanations: {}, correctionReason: '' };
export const entryKey = (entry: Pick<CheckedEntry, 'indicatorId' | 'period'>): string => `${entry.indicatorId} ${entry.period}`;
export const needsReason = ({ current }: CheckedEntry): boolean => current.state === 'approved' || current.state === 'locked';

interface CheckedListProps {
  readonly items: readonly CheckedEntry[];
  readonly notes: Readonly<Record<string, EntryNotes>>;
  readonly onNotes: (key: string, notes: EntryNotes) => void;
}

const changeWords = (item: CheckedEntry): string => {
  if (item.change === 'same') return '与现在相同，不保存';
  return item.current.revision === 0 ? '新填' : `修订：${item.current.value ?? '无数值'} → ${figureWords(item.value, item.gap)}`;
};

/** The figures as they were understood, beside what stands there now; faults, and a reason to give for every doubt. */
export const CheckedList = ({ items, notes, onNotes }: CheckedListProps) => (
  <ul className="checked-list" aria-label="核对结果">
    {items.map((item) => {
      const key = entryKey(item);
      const own = notes[key] ?? noNotes;
      return (
        <li key={key} className={item.faults.length > 0 ? 'faulty' : item.flags.length > 0 ? 'doubtful' : ''}>
          <p>
            <b>
              {item.indicator}，{item.label}
            </b>
            ：{figureWords(item.value, item.gap)} {item.value === null ? '' : unitLabel(item.unit)}
            {item.numerator !== null && item.denominator !== null && ` = ${item.numerator} ÷ ${item.denominator}`}
            <span className="muted">（{changeWords(item)}）</span>
          </p>
          {item.current.revision > 0 && item.change !== 'same' && (
            <p className="muted">
              现在：{item.current.value}，{item.current.by}填报，{item.current.state === null ? '' : observationStateLabel[item.current.state]}
            </p>
          )}
          {item.faults.map((fault) => (
            <p key={fault.code + fault.message} className="fault">
              {fault.message}
            </p>
          ))}
          {item.flags.map(({ flag, message }) => (
            <Labelled key={flag} className="reason-field">
              <span className="doubt">{message}</span>
              <Input
                placeholder={`说明原因（不少于10个字）：${entryFlagLabel[flag]}`}
                maxLength={500}
                value={own.explanations[flag] ?? ''}
                onChange={(event) => onNotes(key, { ...own, explanations: { ...own.explanations, [flag]: event.target.value } })}
              />
            </Labelled>
          ))}
          {item.change !== 'same' && needsReason(item) && (
            <Labelled className="reason-field">
              修订理由
              <Input
                maxLength={500}
                value={own.correctionReason}
                placeholder="例如统计局的修订通知"
                onChange={(event) => onNotes(key, { ...own, correctionReason: event.target.value })}
              />
            </Labelled>
          )}
        </li>
      );
    })}
  </ul>
);
