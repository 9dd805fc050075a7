import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { endMySession, listMySessions, type SessionId, signInMethodLabel } from '../contract/index.ts';

const momentWords = (moment: string): string => new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' }).format(Date.parse(moment));

/** One's own sign-ins, each of which can be ended. */
export const AccountSessions = () => {
  const queries = useQueryClient();
  const sessions = useQuery(queryOf(listMySessions, {}));
  const end = useMutation({ mutationFn: (session: SessionId | 'others') => call(endMySession, { body: { session } }), onSuccess: () => queries.invalidateQueries() });
  const items = sessions.data?.items ?? [];
  const columns: readonly Column<(typeof items)[number]>[] = [
    { key: 'agent', title: '浏览器', render: (row) => <span className="session-agent">{row.agent === '' ? '未知' : row.agent}</span> },
    { key: 'address', title: '网络地址', render: (row) => row.address },
    { key: 'method', title: '方式', wideOnly: true, render: (row) => signInMethodLabel[row.method] },
    { key: 'seen', title: '最近使用', render: (row) => momentWords(row.seenAt) },
    {
      key: 'act',
      title: '操作',
      render: (row) =>
        row.isThis ? (
          '本次登录'
        ) : (
          <Button size="small" onClick={() => end.mutate(row.sessionId)}>
            结束
          </Button>
        ),
    },
  ];
  const error = sessions.error ?? end.error;
  return (
    <section className="account-card account-wide" aria-labelledby="sessions-title">
      <h2 id="sessions-title">我的登录</h2>
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      <DataTable
        label="我的登录"
        columns={columns}
        rows={items}
        rowKey={(row) => row.sessionId}
        loading={sessions.isFetching}
        empty={<p>没有登录。</p>}
        paging={{ note: `${items.length} 处登录` }}
      />
      {items.length > 1 && <Button onClick={() => end.mutate('others')}>结束其他全部登录</Button>}
    </section>
  );
};
