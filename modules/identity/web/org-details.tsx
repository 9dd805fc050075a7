import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getOrg, type OrgAct, orgActLabel, type OrgId, orgKindLabel } from '../contract/index.ts';
import { ChangeOrgDialog } from './change-org-dialog.tsx';
import { OrgHistory } from './org-history.tsx';

export type OrgView = Reply<typeof getOrg>;

interface OrgDetailsProps {
  readonly orgId: OrgId;
  readonly on: string;
  readonly onSelect: (orgId: string) => void;
}

const Facts = ({ view }: { readonly view: OrgView }) => {
  const version = view.versions.find(({ from }) => from === view.org?.from);
  if (view.org === null || version === undefined) return <p className="muted">{view.on} 当日没有这个单位。下面是它的沿革。</p>;
  return (
    <dl className="facts">
      <dt>上级</dt>
      <dd>{view.path.length === 0 ? '无（顶层）' : view.path.join(' / ')}</dd>
      <dt>类别</dt>
      <dd>{orgKindLabel[version.kind]}</dd>
      <dt>简称</dt>
      <dd>{version.shortName ?? '—'}</dd>
      <dt>统一社会信用代码</dt>
      <dd>{version.uscc ?? '—'}</dd>
      <dt>行政区划</dt>
      <dd>{version.divisionCode === null ? '—' : `${version.divisionName ?? ''} ${version.divisionCode}`}</dd>
      <dt>登记有效期</dt>
      <dd>
        {version.from} 至 {version.to ?? '今'}
      </dd>
      <dt>下级单位</dt>
      <dd>{view.childCount} 个</dd>
    </dl>
  );
};

const Lineage = ({ view, onSelect }: { readonly view: OrgView; readonly onSelect: (orgId: string) => void }) => {
  if (view.cameFrom.length + view.wentTo.length === 0) return null;
  const line = (link: OrgView['cameFrom'][number]) => (
    <li key={`${link.changeId}${link.from.orgId}${link.to.orgId}`}>
      <span>{link.on}</span>
      <span>
        <button type="button" className="text-button" onClick={() => onSelect(link.from.orgId)}>
          {link.from.name}
        </button>
        {link.act === 'merge' ? ' 并入 ' : ' 分设出 '}
        <button type="button" className="text-button" onClick={() => onSelect(link.to.orgId)}>
          {link.to.name}
        </button>
      </span>
    </li>
  );
  return (
    <>
      <h3>来龙去脉</h3>
      <ol className="timeline">{[...view.cameFrom, ...view.wentTo].map(line)}</ol>
    </>
  );
};

const actsOf = (view: OrgView): readonly OrgAct[] => (view.org === null ? [] : ['rename', 'move', 'amend', 'merge', 'split', 'dissolve']);

/** One unit as of a day: registration, acts, lineage, history. */
export const OrgDetails = ({ orgId, on, onSelect }: OrgDetailsProps) => {
  const query = useQuery(pageQueryOf(getOrg, { params: { orgId }, query: { on } }));
  const [act, setAct] = useState<OrgAct>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const view = query.data;
  if (view === undefined) return <PageLoading />;
  const [offer] = view.actions;
  return (
    <section className="orgs-pane" aria-label="单位详情">
      <div className="org-detail">
        <h2>
          {view.org?.name ?? view.name} {view.versions.at(-1)?.stamp === 'demo' && <span className="tag tag-demo">演示</span>}
        </h2>
        <Facts view={view} />
        {offer !== undefined && (
          <div className="org-actions no-print">
            {view.org !== null && <ActionButton offer={{ ...offer, label: '新设下级单位' }} onAct={() => setAct('establish')} />}
            {actsOf(view).map((one) => (
              <ActionButton key={one} offer={{ ...offer, label: orgActLabel[one] }} onAct={() => setAct(one)} />
            ))}
            <Button onClick={() => window.print()}>打印</Button>
          </div>
        )}
        <Lineage view={view} onSelect={onSelect} />
        <OrgHistory view={view} />
      </div>
      {act !== undefined && (
        <ChangeOrgDialog
          act={act}
          view={view}
          onClose={() => setAct(undefined)}
          onSaved={(saved) => {
            setAct(undefined);
            onSelect(saved);
          }}
        />
      )}
    </section>
  );
};
