import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { type FormEvent, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { decideRecovery, listRecoveries, type RecoveryId, recoveryStateLabel, requestRecovery } from '../contract/index.ts';
import { TextField } from './text-field.tsx';
import './sign-in.css';

/** Recovery: ask for somebody, decide about what a colleague asked. */
export const Page = () => {
  const queries = useQueryClient();
  const list = useQuery(queryOf(listRecoveries, {}));
  const [account, setAccount] = useState('');
  const [reason, setReason] = useState('');
  const refresh = () => queries.invalidateQueries();
  const ask = useMutation({ mutationFn: () => call(requestRecovery, { body: { account, reason } }), onSuccess: refresh });
  const decide = useMutation({
    mutationFn: (input: { readonly recoveryId: RecoveryId; readonly approves: boolean }) =>
      call(decideRecovery, { params: { recoveryId: input.recoveryId }, body: { approves: input.approves } }),
    onSuccess: refresh,
  });
  const items = list.data?.items ?? [];
  const columns: readonly Column<(typeof items)[number]>[] = [
    { key: 'who', title: '账号', render: (row) => `${row.displayName}（${row.accountName ?? ''}）` },
    { key: 'reason', title: '理由', render: (row) => row.reason },
    { key: 'asked', title: '申请人', wideOnly: true, render: (row) => row.requestedBy },
    { key: 'state', title: '状态', render: (row) => recoveryStateLabel[row.state] },
    {
      key: 'act',
      title: '操作',
      render: (row) =>
        row.canDecide ? (
          <>
            <Button size="small" onClick={() => decide.mutate({ recoveryId: row.recoveryId, approves: true })}>
              批准
            </Button>{' '}
            <Button size="small" onClick={() => decide.mutate({ recoveryId: row.recoveryId, approves: false })}>
              不批准
            </Button>
          </>
        ) : (
          ''
        ),
    },
  ];
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!ask.isPending) ask.mutate();
  };
  const error = list.error ?? ask.error ?? decide.error;
  return (
    <PageFrame title="找回账号" note="一名安全管理员申请，另一名批准；批准后显示一次性代码，请当面交给本人。">
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      {decide.data?.code !== undefined && decide.data.code !== null && (
        <div className="account-card" role="status">
          <p>一次性代码（只显示这一次，有效至 {decide.data.endsAt?.slice(0, 16).replace('T', ' ')}）：</p>
          <code className="totp-secret">{decide.data.code}</code>
        </div>
      )}
      <form className="account-card stack-form ask-recovery" onSubmit={submit} aria-label="申请找回">
        <TextField label="账号" value={account} onChange={setAccount} />
        <TextField label="理由（如何核实了本人身份）" value={reason} onChange={setReason} />
        <BusyButton type="primary" htmlType="submit" busy={ask.isPending}>
          申请找回
        </BusyButton>
      </form>
      <DataTable
        label="找回申请"
        columns={columns}
        rows={items}
        rowKey={(row) => row.recoveryId}
        loading={list.isFetching}
        empty={<EmptyState title="没有找回申请" hint="本人忘记密码或丢失第二因素时，核实身份后在上面申请，由另一名安全管理员批准。" />}
        paging={{ note: `${items.length} 件` }}
      />
    </PageFrame>
  );
};
