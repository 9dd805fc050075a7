import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getDocument, listRegisters, registerLabel, registerStageLabel, registers, takeRegisterStep } from '../contract/index.ts';
import type { RegisterItem, RegisterStage } from '../contract/index.ts';
import { clauseListStages } from '../domain/registers.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { DocumentField, type UploadedDocument } from './document-field.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { Field, TextField } from '#ui/form-fields.tsx';
import { NotRegistered, untilRegistered } from './not-registered.tsx';
import { filledClauses, lastClauses, OwnClauses, OwnClausesNote } from './own-clauses.tsx';
import { RegisterTexts } from './register-texts.tsx';
import { StateTag } from './state-tag.tsx';

interface StepDialogProps {
  readonly planId: string;
  readonly item: RegisterItem;
  readonly stage: RegisterStage;
  readonly today: string;
  readonly onClose: () => void;
}

const StepDialog = ({ planId, item, stage, today, onClose }: StepDialogProps) => {
  const [on, setOn] = useState(today);
  const [validUntil, setValidUntil] = useState('');
  const [reference, setReference] = useState('');
  const [note, setNote] = useState('');
  const [document, setDocument] = useState<UploadedDocument>();
  const listsClauses = item.register === 'deliverable' && clauseListStages[stage] !== undefined;
  const [version, setVersion] = useState(item.versions.at(-1)?.version ?? null);
  const [clauses, setClauses] = useState(() => (listsClauses ? lastClauses(item) : []));
  const act = useWrite(takeRegisterStep, onClose);
  const hasValidity = stage === 'recognised' || stage === 'rechecked';
  const body = {
    stage,
    on,
    validUntil: validUntil === '' ? null : validUntil,
    documentId: document?.documentId ?? null,
    version,
    reference,
    note,
    clauses: filledClauses(clauses),
  };
  return (
    <FormDialog
      title={`${item.title}：登记为「${registerStageLabel[stage]}」`}
      submit="登记"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { planId, register: item.register, itemKey: item.itemKey }, body })}
      onClose={onClose}
    >
      <TextField label="日期" type="date" value={on} onChange={setOn} />
      {hasValidity && <TextField label="有效期至" type="date" value={validUntil} onChange={setValidUntil} hint="没有期限的不填；到期次日自动撤回证据。" />}
      <TextField label="文号或出处" value={reference} onChange={setReference} />
      {item.versions.length > 0 && (
        <Field label="所指版本" hint="选了版本，可以不再另传证明文件。">
          {(id) => (
            <select id={id} value={version ?? ''} onChange={(event) => setVersion(event.target.value === '' ? null : Number(event.target.value))}>
              <option value="">不指某个版本</option>
              {item.versions.map((one) => (
                <option key={one.version} value={one.version}>
                  {one.label}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
      <DocumentField document={document} onDocument={setDocument} />
      {listsClauses && <OwnClauses clauses={clauses} onChange={setClauses} />}
      <TextField label="说明" value={note} onChange={setNote} lines={2} />
    </FormDialog>
  );
};

const Steps = ({ item, people }: { readonly item: RegisterItem; readonly people: Readonly<Record<string, string>> }) => (
  <ol className="register-steps">
    {item.steps.map((step) => (
      <li key={step.ordinal}>
        <b>{registerStageLabel[step.stage]}</b> {step.on}
        {step.validUntil !== null && `（至${step.validUntil}）`} {step.reference}{' '}
        {step.document !== null && (
          <a href={buildUrl(getDocument, { params: { documentId: step.document.documentId } })} download>
            {step.document.name}
          </a>
        )}
        {step.version !== null && `「${item.versions.find(({ version }) => version === step.version)?.label ?? ''}」`}
        <span className="muted">　{people[step.by] ?? ''}登记</span>
        <OwnClausesNote clauses={step.clauses} />
      </li>
    ))}
  </ol>
);

interface ItemProps {
  readonly planId: string;
  readonly item: RegisterItem;
  readonly reply: Reply<typeof listRegisters>;
  readonly asOf: string | undefined;
  readonly onStep: (stage: RegisterStage) => void;
}

const ItemCard = ({ planId, item, reply, asOf, onStep }: ItemProps) => {
  const may = reply.actions.find(({ action }) => action === 'answer.register')?.allowed === true;
  return (
    <li className="register-item">
      <div className="register-head">
        <h3>{item.title}</h3>
        <span className="register-stage">{registerStageLabel[item.stage]}</span>
      </div>
      <p className="clause-reason">
        办成的标准：{item.goal}
        {item.due !== null && `；期限${item.due}`}
      </p>
      <p className="register-clauses">
        {item.clauses.map((clause) => (
          <span key={clause.clauseKey}>
            <Link to={answerPaths.clause(planId, clause.clauseKey) as never} search={queryOn(asOf) as never}>
              {clause.groupLabel ?? '目标段'}
            </Link>{' '}
            <StateTag state={clause.state} />
          </span>
        ))}
      </p>
      {item.register !== 'title' && <RegisterTexts planId={planId} item={item} today={reply.asOf} people={reply.people} may={may} />}
      <Steps item={item} people={reply.people} />
      {may && item.next.length > 0 && (
        <div className="answer-tools">
          {item.next.map(({ stage, label }) => (
            <Button key={stage} size="small" onClick={() => onStep(stage)}>
              登记「{label}」
            </Button>
          ))}
        </div>
      )}
    </li>
  );
};

/** Titles to win, documents to write, annexes that are missing: where each stands and what can come next. */
export const RegistersView = ({ planId, search, setSearch }: ViewProps) => {
  const query = useQuery({ ...pageQueryOf(listRegisters, { params: { planId }, query: queryOn(search.asOf) }), refetchInterval: untilRegistered(search.asOf) });
  const [step, setStep] = useState<{ readonly item: RegisterItem; readonly stage: RegisterStage }>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const reply = query.data;
  if (reply === undefined) return <PageLoading />;
  if (!reply.isRegistered) return <NotRegistered planId={planId} asOf={search.asOf} />;
  if (reply.items.length === 0) return <EmptyState title="方案里没有读出称号、文件或附表" />;
  const words = search.q?.trim() ?? '';
  const found = reply.items.filter(
    (item) =>
      (search.register === undefined || item.register === search.register) &&
      (words === '' || item.title.includes(words) || item.goal.includes(words) || item.clauses.some(({ groupLabel }) => groupLabel?.includes(words) === true)),
  );
  return (
    <>
      <FilterBar tools={<Button onClick={() => print()}>打印</Button>}>
        <WordsFilter label="查找登记事项" placeholder="按名称、标准、编号查找" value={search.q ?? ''} onChange={(q) => setSearch({ q })} />
        <ChoiceFilter label="登记册" value={search.register} choices={registers} labels={registerLabel} onChange={(register) => setSearch({ register })} />
      </FilterBar>
      {found.length === 0 && (
        <EmptyState title="没有符合条件的登记事项" hint="换一个词或登记册。">
          <Button onClick={() => setSearch({ q: undefined, register: undefined })}>清除条件</Button>
        </EmptyState>
      )}
      {registers.map((register) => {
        const items = found.filter((item) => item.register === register);
        return items.length === 0 ? null : (
          <section key={register} className="target-year">
            <h2>
              {registerLabel[register]} <span className="muted">{items.length}项</span>
            </h2>
            <ul className="register-list">
              {items.map((item) => (
                <ItemCard
                  key={item.itemKey}
                  planId={planId}
                  item={item}
                  reply={search.asOf === undefined ? reply : { ...reply, actions: [] }}
                  asOf={search.asOf}
                  onStep={(stage) => setStep({ item, stage })}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {step !== undefined && <StepDialog planId={planId} item={step.item} stage={step.stage} today={reply.asOf} onClose={() => setStep(undefined)} />}
    </>
  );
};
