import type { Reply } from '#kernel/endpoint.ts';
import type { getDebt, ReportContentInput } from '../contract/index.ts';
import { factAnswerLabel, factAnswers } from '../contract/index.ts';

type Facts = Reply<typeof getDebt>['facts'];
type Answers = ReportContentInput['facts'];

interface FactListProps {
  readonly facts: Facts;
  readonly answers: Answers;
  readonly onChange: (answers: Answers) => void;
}

/** What the system holds already: confirmed or disputed with a reason, never typed again. */
export const FactList = ({ facts, answers, onChange }: FactListProps) => {
  const answerOf = (factId: string) => answers.find((one) => one.factId === factId) ?? { factId, answer: 'confirmed' as const, reason: '' };
  const set = (factId: string, part: Partial<Answers[number]>): void =>
    onChange(facts.map((fact) => (fact.factId === factId ? { ...answerOf(factId), ...part } : answerOf(fact.factId))));
  return (
    <section aria-label="系统已掌握的情况">
      <p className="task-label">系统已掌握的情况</p>
      <ul className="task-lines">
        {facts.map((fact) => {
          const answer = answerOf(fact.factId);
          return (
            <li key={fact.factId} className="task-fact">
              <span>
                {fact.words}（{fact.on}）{fact.stamp === 'demo' && <span className="demo-mark">演示</span>}
              </span>
              <fieldset>
                <legend className="visually-hidden">{fact.words}</legend>
                {factAnswers.map((one) => (
                  <label key={one}>
                    <input type="radio" name={fact.factId} checked={answer.answer === one} onChange={() => set(fact.factId, { answer: one })} /> {factAnswerLabel[one]}
                  </label>
                ))}
              </fieldset>
              {answer.answer === 'disputed' && (
                <input
                  className="task-cell-input"
                  aria-label="异议理由"
                  placeholder="异议理由"
                  value={answer.reason}
                  onChange={(event) => set(fact.factId, { reason: event.target.value })}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
