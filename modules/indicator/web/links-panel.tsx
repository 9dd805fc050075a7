import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  type ClauseLinkId,
  type getIndicator,
  type IndicatorId,
  linkClause,
  type LinkSuggestion,
  listPeerSets,
  type PeerSetId,
  suggestLinks,
  unlinkClause,
} from '../contract/index.ts';
import { momentWords } from './words.ts';
import { Labelled } from './labelled.tsx';

interface LinksPanelProps {
  readonly indicatorId: IndicatorId;
  readonly links: Reply<typeof getIndicator>['links'];
  readonly offer: ActionOffer | undefined;
  readonly areas: SuggestionsProps['areas'];
}

interface SuggestionsProps {
  readonly indicatorId: IndicatorId;
  /** areas beside the own one that have figures */
  readonly areas: readonly { readonly area: string; readonly areaName: string }[];
  readonly onDone: () => void;
}

/** Whose figures speak beside the own ones: asked for clauses that compare. */
const Roles = ({ areas, value, onChange }: { readonly areas: SuggestionsProps['areas']; readonly value: RolesDraft; readonly onChange: (next: RolesDraft) => void }) => {
  const sets = useQuery(queryOf(listPeerSets, {})).data?.items ?? [];
  return (
    <details>
      <summary>条款要与别的地区比较（全省平均、前列等）</summary>
      <div className="entry-tools">
        <Select<string>
          aria-label="对照地区"
          className="indicator-filter"
          value={value.area}
          options={[{ value: '', label: '对照地区：无' }, ...areas.map((one) => ({ value: one.area, label: one.areaName }))]}
          onChange={(area) => onChange({ ...value, area })}
        />
        <Input
          aria-label="条款里的称呼"
          className="benchmark-name"
          placeholder="条款里的称呼，例如 全省平均水平"
          value={value.name}
          maxLength={60}
          onChange={(event) => onChange({ ...value, name: event.target.value })}
        />
        <Select<string>
          aria-label="对照组名单"
          className="indicator-filter"
          value={value.peerSet}
          options={[{ value: '', label: '对照组：无' }, ...sets.map((one) => ({ value: one.peerSetId as string, label: one.name }))]}
          onChange={(peerSet) => onChange({ ...value, peerSet })}
        />
        <Checkbox checked={value.byName} onChange={(event) => onChange({ ...value, byName: event.target.checked })}>
          条款涉及多个指标，以指标名区分
        </Checkbox>
      </div>
    </details>
  );
};

interface RolesDraft {
  readonly area: string;
  readonly name: string;
  readonly peerSet: string;
  readonly byName: boolean;
}

const rolesOf = ({ area, name, peerSet, byName }: RolesDraft) => ({
  benchmark: area === '' ? null : { area, name },
  peerSet: peerSet === '' ? null : (peerSet as PeerSetId),
  byName,
});

const Suggestions = ({ indicatorId, areas, onDone }: SuggestionsProps) => {
  const [words, setWords] = useState('');
  const [roles, setRoles] = useState<RolesDraft>({ area: '', name: '', peerSet: '', byName: false });
  const q = words.trim() === '' ? undefined : words.trim();
  const query = useQuery(queryOf(suggestLinks, { params: { indicatorId }, query: { q } }));
  const link = useMutation({
    mutationFn: ({ anchor, recordName, quote }: LinkSuggestion) => call(linkClause, { params: { indicatorId }, body: { anchor, recordName, quote, ...rolesOf(roles) } }),
    onSuccess: onDone,
  });
  const problem = link.error ?? query.error;
  return (
    <>
      {problem !== null && <ProblemNotice problem={asProblem(problem)} />}
      <Input
        type="search"
        aria-label="按条款中的词查找"
        placeholder="默认按指标名称匹配；也可输入条款中的词"
        allowClear
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <Roles areas={areas} value={roles} onChange={setRoles} />
      {query.data !== undefined && query.data.items.length === 0 && <p role="status">没有匹配的目标。换一个词，或给指标加上方案里使用的别名。</p>}
      <ul className="suggestion-list">
        {query.data?.items.map((item) => (
          <li key={item.anchor}>
            <span>
              <b>{item.quote}</b>
              <span className="muted">（{item.planTitle}）</span>
            </span>
            <BusyButton size="small" disabled={item.isLinked} busy={link.isPending} onClick={() => link.mutate(item)}>
              {item.isLinked ? '已对应' : '确认对应'}
            </BusyButton>
          </li>
        ))}
      </ul>
    </>
  );
};

/** The clauses that this indicator answers: its approved figures become evidence for them. */
export const LinksPanel = ({ indicatorId, links, offer, areas }: LinksPanelProps) => {
  const queries = useQueryClient();
  const [dialog, setDialog] = useState<'link' | ClauseLinkId>();
  const [reason, setReason] = useState('');
  const refresh = (): void => void queries.invalidateQueries();
  const unlink = useMutation({
    mutationFn: (linkId: ClauseLinkId) => call(unlinkClause, { params: { indicatorId, linkId }, body: { reason } }),
    onSuccess: () => {
      setDialog(undefined);
      setReason('');
      refresh();
    },
  });
  return (
    <section className="indicator-section" aria-labelledby="links-title">
      <h2 id="links-title">对应的条款</h2>
      {links.length === 0 ? (
        <p className="muted">还没有确认对应的条款；确认后，核定的数自动成为它的证据。</p>
      ) : (
        <ul className="suggestion-list">
          {links.map((link) => (
            <li key={link.linkId}>
              <span>
                <b>{link.quote === '' ? link.recordName : link.quote}</b>
                <span className="muted">
                  （{link.benchmark === null ? '' : `与${link.benchmark.name}比较；`}
                  {link.confirmedBy}，{momentWords(link.confirmedAt)}确认）
                </span>
              </span>
              {offer !== undefined && <ActionButton offer={{ ...offer, label: '取消对应' }} onAct={() => setDialog(link.linkId)} />}
            </li>
          ))}
        </ul>
      )}
      {offer !== undefined && <ActionButton offer={{ ...offer, label: '查找条款' }} onAct={() => setDialog('link')} />}
      {dialog === 'link' && (
        <Dialog title="确认指标对应的条款" onClose={() => setDialog(undefined)} footer={<Button onClick={() => setDialog(undefined)}>完成</Button>}>
          <Suggestions indicatorId={indicatorId} areas={areas} onDone={refresh} />
        </Dialog>
      )}
      {dialog !== undefined && dialog !== 'link' && (
        <Dialog
          title="取消对应"
          onClose={() => setDialog(undefined)}
          footer={
            <>
              <Button onClick={() => setDialog(undefined)}>不取消</Button>
              <BusyButton type="primary" disabled={reason.trim() === ''} busy={unlink.isPending} onClick={() => unlink.mutate(dialog)}>
                取消对应并撤回证据
              </BusyButton>
            </>
          }
        >
          {unlink.error !== null && <ProblemNotice problem={asProblem(unlink.error)} />}
          <Labelled className="reason-field">
            理由
            <Input.TextArea value={reason} rows={3} maxLength={500} onChange={(event) => setReason(event.target.value)} />
          </Labelled>
        </Dialog>
      )}
    </section>
  );
};
