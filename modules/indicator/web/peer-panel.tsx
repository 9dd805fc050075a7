import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { useIntentKeys } from '#kernel/web/intent-key.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { addPeerList, getRank, type IndicatorId, listPeerSets, type PeerSet, type PeerSetId, type Period, unitLabel } from '../contract/index.ts';
import { periodLabel } from '../domain/period-steps.ts';
import { Labelled } from './labelled.tsx';

interface RankProps {
  readonly indicatorId: IndicatorId;
  readonly set: PeerSet;
  readonly period: Period;
  readonly unit: string;
  readonly knownOn: string | undefined;
}

const Rank = ({ indicatorId, set, period, unit, knownOn }: RankProps) => {
  const query = useQuery(queryOf(getRank, { params: { indicatorId }, query: { peerSet: set.peerSetId, period, knownOn } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} />;
  if (query.data === undefined) return null;
  const { rank, of, reason, members } = query.data;
  return (
    <>
      <p role="status">
        {periodLabel(period)}：{rank === null ? reason : `${of} 个地区中列第 ${rank} 位（并列取靠前的名次）`}
      </p>
      {members.length > 0 && <p className="muted">{members.map(({ name, value }) => `${name} ${value === null ? '无数值' : `${value}${unitLabel(unit)}`}`).join('；')}</p>}
      <p className="muted">
        名单来源：{set.lists[0]?.document}，{set.lists[0]?.from}起
      </p>
    </>
  );
};

/** `340321 怀远县` per line. */
const membersOf = (text: string): { readonly area: string; readonly name: string }[] =>
  text
    .split('\n')
    .map((line) => line.trim().split(/[\s,，、]/))
    .flatMap(([area = '', ...name]) => (area === '' ? [] : [{ area, name: name.join('') }]));

const ListForm = ({ onDone }: { readonly onDone: () => void }) => {
  const queries = useQueryClient();
  const [draft, setDraft] = useState({ name: '', from: '', members: '', document: '' });
  const keys = useIntentKeys();
  const save = useMutation({
    mutationFn: () => {
      const input = { body: { name: draft.name, from: draft.from, members: membersOf(draft.members), source: { document: draft.document } } };
      return call(addPeerList, input, { idempotencyKey: keys.keyFor(input) });
    },
    onSuccess: () => {
      keys.done();
      void queries.invalidateQueries();
      onDone();
    },
  });
  const isFilled = Object.values(draft).every((text) => text.trim() !== '');
  return (
    <Dialog
      title="登记对照组名单"
      onClose={onDone}
      footer={
        <>
          <Button onClick={onDone}>取消</Button>
          <BusyButton type="primary" disabled={!isFilled} busy={save.isPending} onClick={() => save.mutate()}>
            登记
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      <p className="muted">同名的对照组从起始日期起换用新名单，以前的名单保留。</p>
      <Labelled className="reason-field">
        对照组名称
        <Input value={draft.name} maxLength={80} placeholder="例如 全省二类县" onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
      </Labelled>
      <label className="reason-field as-of">
        起始日期
        <input type="date" value={draft.from} onChange={(event) => setDraft({ ...draft, from: event.target.value })} />
      </label>
      <Labelled className="reason-field">
        成员（每行一个：行政区划代码和名称，包括本地区）
        <Input.TextArea value={draft.members} rows={6} onChange={(event) => setDraft({ ...draft, members: event.target.value })} />
      </Labelled>
      <Labelled className="reason-field">
        名单的来源文件
        <Input value={draft.document} maxLength={300} onChange={(event) => setDraft({ ...draft, document: event.target.value })} />
      </Labelled>
    </Dialog>
  );
};

interface PeerPanelProps {
  readonly indicatorId: IndicatorId;
  readonly unit: string;
  /** newest period with a figure of the own region */
  readonly period: Period | undefined;
  readonly knownOn: string | undefined;
}

/** Where the own region stands among named peers; never a place without a complete, dated list. */
export const PeerPanel = ({ indicatorId, unit, period, knownOn }: PeerPanelProps) => {
  const query = useQuery(queryOf(listPeerSets, { query: { knownOn } }));
  const [chosen, setChosen] = useState<PeerSetId>();
  const [isAdding, setIsAdding] = useState(false);
  const sets = query.data?.items ?? [];
  const set = sets.find(({ peerSetId }) => peerSetId === chosen) ?? sets[0];
  const offer = query.data?.actions.find(({ action }) => action === 'indicator.define');
  return (
    <section className="indicator-section" aria-labelledby="peers-title">
      <h2 id="peers-title">对照组位次</h2>
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} />}
      {query.data !== undefined && set === undefined && <p className="muted">还没有对照组名单。没有名单和各成员同期的数，位次无法判定。</p>}
      {set !== undefined && (
        <Select<PeerSetId>
          aria-label="对照组"
          className="indicator-filter"
          value={set.peerSetId}
          options={sets.map((one) => ({ value: one.peerSetId, label: one.name }))}
          onChange={setChosen}
        />
      )}
      {set !== undefined && period !== undefined && <Rank indicatorId={indicatorId} set={set} period={period} unit={unit} knownOn={knownOn} />}
      {offer !== undefined && <ActionButton offer={{ ...offer, label: '登记名单' }} onAct={() => setIsAdding(true)} />}
      {isAdding && <ListForm onDone={() => setIsAdding(false)} />}
    </section>
  );
};
