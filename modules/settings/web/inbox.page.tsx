import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useMe } from '#identity/web';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf, queryOf } from '#kernel/web/queries.ts';
import { offlineQueueOf } from '#kernel/web/use-offline-queue.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  getNoticePreferences,
  type InboxView,
  inboxViewLabel,
  inboxViews,
  listInbox,
  noticeModeLabel,
  noticeModes,
  readInbox,
  saveNoticePreferences,
  urgencyLabel,
} from '../contract/index.ts';
import { Labelled } from './labelled.tsx';
import './settings.css';

interface InboxSearch {
  readonly view?: InboxView | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
}

const Preferences = ({ ownerId }: { readonly ownerId: string }) => {
  const queries = useQueryClient();
  const query = useQuery(queryOf(getNoticePreferences, {}));
  const [changed, setChanged] = useState<{ readonly address?: string; readonly mode?: string }>({});
  const address = changed.address ?? query.data?.email?.address ?? '';
  const mode = changed.mode ?? query.data?.email?.mode ?? 'all';
  const save = useMutation({
    networkMode: 'always',
    mutationFn: () => offlineQueueOf(ownerId).submit(saveNoticePreferences, { body: { email: { address, mode: mode as 'all' } } }, '设定邮件提醒'),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <details className="settings-card">
      <summary>邮件提醒{query.data?.email == null ? '（未设定）' : `：${noticeModeLabel[query.data.email.mode]}`}</summary>
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      <form
        className="settings-form"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Labelled label="电子邮箱" type="email" required value={address} onChange={(value) => setChanged((before) => ({ ...before, address: value }))} />
        <Labelled
          label="接收方式"
          value={mode}
          options={noticeModes.map((value) => ({ value, label: noticeModeLabel[value] }))}
          onChange={(value) => setChanged((before) => ({ ...before, mode: value }))}
        />
        <div className="settings-actions">
          <BusyButton htmlType="submit" type="primary" busy={save.isPending}>
            保存
          </BusyButton>
          {save.isSuccess && <span role="status">{save.data.sent ? '已保存' : '已存在本机，联网后自动提交'}</span>}
        </div>
      </form>
    </details>
  );
};

/** Everything the person at hand was told: unread first, what is still owed, all. */
export const Page = ({ search, setSearch }: PageProps<unknown, InboxSearch>) => {
  const queries = useQueryClient();
  const view = search.view ?? 'unread';
  const query = useQuery(pageQueryOf(listInbox, { query: { view, q: search.q, cursor: search.cursor } }));
  const { me } = useMe();
  const read = useMutation({
    networkMode: 'always',
    mutationFn: async (ids: readonly string[] | undefined) => {
      const input = { body: ids === undefined ? {} : { ids: [...ids] } };
      // Without a network the receipt waits on this device.
      if (me !== null && me !== undefined) await offlineQueueOf(me.userId).submit(readInbox, input, '把提醒标为已读');
    },
    onSuccess: () => queries.invalidateQueries(),
  });
  const { data } = query;
  const items = data?.items ?? [];
  return (
    <PageFrame
      title="提醒"
      note={data === undefined ? '' : `未读 ${data.unread} 条，待办未结 ${data.owed} 条。事情办结后，提醒自动停止。`}
      actions={
        <BusyButton disabled={(data?.unread ?? 0) === 0} busy={read.isPending} onClick={() => read.mutate(undefined)}>
          全部标为已读
        </BusyButton>
      }
    >
      <search className="settings-form settings-card">
        <fieldset className="segments" aria-label="范围">
          {inboxViews.map((one) => (
            <button key={one} type="button" aria-pressed={one === view} onClick={() => setSearch({ view: one, cursor: undefined })}>
              {inboxViewLabel[one]}
            </button>
          ))}
        </fieldset>
        <Labelled label="查找" type="search" value={search.q ?? ''} onChange={(q) => setSearch({ q: q === '' ? undefined : q, cursor: undefined })} />
      </search>
      {(query.error ?? read.error) !== null && <ProblemNotice problem={asProblem(query.error ?? read.error)} onRetry={() => void query.refetch()} />}
      {data !== undefined && items.length === 0 && <EmptyState title={view === 'unread' ? '没有未读的提醒' : '没有提醒'} hint="有事情需要您办理时，会在这里和邮件里提醒。" />}
      {items.length > 0 && (
        <ul className="notice-list">
          {items.map((one) => (
            <li key={one.noticeId}>
              <span className={one.readAt === null ? 'unread' : undefined}>
                {one.link === null ? (
                  one.title
                ) : (
                  <Link to={one.link as never} onClick={() => one.readAt === null && read.mutate([one.noticeId])}>
                    {one.title}
                  </Link>
                )}
              </span>
              {one.readAt === null ? (
                <Button size="small" onClick={() => read.mutate([one.noticeId])}>
                  标为已读
                </Button>
              ) : (
                <span className="settings-note">已读</span>
              )}
              <p>{one.body}</p>
              <p className="settings-note">
                {one.createdAt.slice(0, 16).replace('T', ' ')} · {urgencyLabel[one.urgency]}
                {one.settledAt === null ? '' : ' · 已办结'}
              </p>
            </li>
          ))}
        </ul>
      )}
      <div className="settings-actions">
        {search.cursor !== undefined && <Button onClick={() => setSearch({ cursor: undefined }, { push: true })}>回到第一页</Button>}
        {data?.nextCursor != null && <Button onClick={() => setSearch({ cursor: data.nextCursor ?? undefined }, { push: true })}>下一页</Button>}
      </div>
      {me !== null && me !== undefined && <Preferences ownerId={me.userId} />}
    </PageFrame>
  );
};
