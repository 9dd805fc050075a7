import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ClientInput, Reply } from '#kernel/endpoint.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { changeOrg, type OrgAct, orgActLabel } from '../contract/index.ts';
import { ChangeOrgForm, type OrgDraft } from './change-org-form.tsx';
import { DayField, FormField } from './form-field.tsx';
import type { OrgView } from './org-details.tsx';
import { OrgMoves } from './org-moves.tsx';
import { partOptions } from './split-fields.tsx';

interface ChangeOrgDialogProps {
  readonly act: OrgAct;
  /** the unit concerned; for a new one the unit above it, none for a new one at the top */
  readonly view: OrgView | undefined;
  readonly onClose: () => void;
  readonly onSaved: (orgId: string) => void;
  readonly on?: string;
}
type Body = NonNullable<ClientInput<typeof changeOrg>['body']>;
type Outcome = Reply<typeof changeOrg>;

function draftOf(act: OrgAct, view: OrgView | undefined): OrgDraft {
  const org = view?.org ?? null;
  const blank = { into: undefined, merged: [], parts: [{ key: '0', name: '', kind: org?.kind ?? 'department' }], children: {}, holdings: {}, heir: '0', ends: false } as const;
  if (act === 'establish' || org === null) {
    return { ...blank, name: '', shortName: '', kind: 'department', parentId: org?.orgId, uscc: '', divisionCode: org?.divisionCode ?? '', sort: '0' };
  }
  const { name, kind, parentId, sort } = org;
  return { ...blank, name, shortName: org.shortName ?? '', kind, parentId: parentId ?? undefined, uscc: org.uscc ?? '', divisionCode: org.divisionCode ?? '', sort: String(sort) };
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
const numberOf = (text: string): number => (/^[0-9]{1,5}$/.test(text.trim()) ? Number(text) : -1);

const chosenFor = (key: string, choices: Readonly<Record<string, string>>): readonly string[] => Object.keys(choices).filter((id) => choices[id] === key);

const partsOf = ({ parts, children, holdings, heir, ends }: OrgDraft) =>
  parts.map(({ key, name, kind }) => ({ name, kind, children: chosenFor(key, children), holdings: chosenFor(key, holdings), takesOver: ends && key === heir }));

/** Only what the act takes is sent; the server says what is missing. */
function bodyOf(act: OrgAct, draft: OrgDraft, view: OrgView | undefined): Partial<Body> {
  const org = view?.org;
  const one = org === null || org === undefined ? {} : { orgId: org.orgId, expectedRevision: view?.revision };
  const codes = { uscc: orNull(draft.uscc), divisionCode: orNull(draft.divisionCode), sort: numberOf(draft.sort) };
  const { name, kind, parentId, into, merged, ends } = draft;
  const makers: Readonly<Record<OrgAct, () => object>> = {
    establish: () => ({ name, shortName: orNull(draft.shortName), kind, parentId: parentId ?? null, ...codes }),
    rename: () => ({ ...one, name, shortName: orNull(draft.shortName) }),
    move: () => ({ ...one, parentId: parentId ?? null }),
    amend: () => ({ ...one, kind, ...codes }),
    merge: () => ({ orgIds: [one.orgId, ...merged.flatMap(({ orgId }) => (orgId === undefined ? [] : [orgId]))], into }),
    split: () => ({ ...one, parts: partsOf(draft), ends }),
    dissolve: () => one,
  };
  return makers[act]() as Partial<Body>;
}

type Choice = Parameters<typeof OrgMoves>[0]['choice'];

const Trial = ({ outcome, choice }: { readonly outcome: Outcome; readonly choice: Choice }) => (
  <section className="trial" aria-label="核对" role="status">
    <p>保存后，{outcome.touched.length} 个单位的登记会变化：</p>
    <ul>
      {outcome.touched.map((unit) => (
        <li key={unit.orgId}>
          {unit.name}：{unit.was ?? '（当日不存在）'} → {unit.becomes ?? '（当日不再存在）'}
        </li>
      ))}
    </ul>
    <OrgMoves moves={outcome.moves} {...(choice === undefined ? {} : { choice })} />
    {outcome.warnings.map((warning) => (
      <p key={warning} className="warning">
        请留意：{warning}
      </p>
    ))}
  </section>
);

/** An act on a unit in two steps: check what it would change, then save. */
export const ChangeOrgDialog = ({ act, view, onClose, onSaved, on: startDay }: ChangeOrgDialogProps) => {
  const queries = useQueryClient();
  const [draft, setDraft] = useState<OrgDraft>(() => draftOf(act, view));
  const [on, setOn] = useState(view?.on ?? startDay ?? '');
  const [reason, setReason] = useState('');
  const [document, setDocument] = useState('');
  const [saveKey] = useState(newIdempotencyKey);
  const body = (isTrial: boolean): Body => ({ act, on, reason, ...(document === '' ? {} : { document }), isTrial, ...bodyOf(act, draft, view) });
  const trial = useMutation({ mutationFn: () => call(changeOrg, { body: body(true) }) });
  const save = useMutation({
    mutationFn: () => call(changeOrg, { body: body(false) }, { idempotencyKey: saveKey }),
    onSuccess: async ({ orgId }) => {
      await queries.invalidateQueries();
      onSaved(orgId);
    },
  });
  const edit = (change: () => void): void => {
    trial.reset();
    save.reset();
    change();
  };
  const error = save.error ?? trial.error;
  const isChecked = trial.data !== undefined;
  const choice: Choice =
    act === 'split' && draft.ends
      ? {
          options: partOptions(draft),
          valueOf: (grantId) => draft.holdings[grantId] ?? draft.heir,
          onChange: (grantId, key) => edit(() => setDraft((before) => ({ ...before, holdings: { ...before.holdings, [grantId]: key } }))),
        }
      : undefined;
  const subject = act === 'establish' ? '' : `：${view?.org?.name ?? view?.name ?? ''}`;
  return (
    <Dialog
      title={`${orgActLabel[act]}${subject}`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          {isChecked ? (
            <BusyButton type="primary" busy={save.isPending} onClick={() => save.mutate()}>
              确认{orgActLabel[act]}
            </BusyButton>
          ) : (
            <BusyButton type="primary" busy={trial.isPending} onClick={() => trial.mutate()}>
              核对影响
            </BusyButton>
          )}
        </>
      }
    >
      {error !== null && <ProblemNotice problem={asProblem(error)} onClose={() => edit(() => undefined)} />}
      <ChangeOrgForm act={act} orgId={view?.org?.orgId} draft={draft} set={(change) => edit(() => setDraft((before) => ({ ...before, ...change })))} on={on} />
      <DayField label="生效日期" value={on} onChange={(day) => edit(() => setOn(day))} hint="从这一天零时起算" />
      <FormField label="理由">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => edit(() => setReason(event.target.value))} />}</FormField>
      <FormField label="依据文号" hint="可不填">
        {(id) => <Input id={id} value={document} onChange={(event) => edit(() => setDocument(event.target.value))} />}
      </FormField>
      {trial.data !== undefined && <Trial outcome={trial.data} choice={choice} />}
    </Dialog>
  );
};
