import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { delegate, type DelegationCause, delegationCauseLabel, delegationCauses, listMyDelegations, type PostId, type UserId } from '../contract/index.ts';
import { DelegationTable } from './delegation-table.tsx';
import { DayField, FormField } from './form-field.tsx';
import { PersonPicker } from './person-picker.tsx';
import './identity.css';

type Mine = Reply<typeof listMyDelegations>;

const DelegateDialog = ({ posts, onClose }: { readonly posts: Mine['posts']; readonly onClose: () => void }) => {
  const [to, setTo] = useState<UserId>();
  const [postIds, setPosts] = useState<readonly PostId[]>(posts.length === 1 ? posts.map(({ postId }) => postId) : []);
  const [cause, setCause] = useState<DelegationCause>('leave');
  const [firstDay, setFirst] = useState('');
  const [lastDay, setLast] = useState('');
  const [reason, setReason] = useState('');
  const save = useWrite(delegate, onClose);
  const toggle = (postId: PostId, isOn: boolean): void => setPosts((before) => (isOn ? [...before, postId] : before.filter((one) => one !== postId)));
  return (
    <Dialog
      title="委托代理"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" busy={save.isPending} onClick={() => save.mutate({ body: { to: to as UserId, postIds: [...postIds], cause, firstDay, lastDay, reason } })}>
            委托
          </BusyButton>
        </>
      }
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} onClose={() => save.reset()} />}
      <FormField label="代理人">{(id) => <PersonPicker id={id} label="代理人" value={to} onChange={setTo} />}</FormField>
      <fieldset className="check-list">
        <legend>代理的岗位</legend>
        {posts.map((post) => (
          <Checkbox key={post.postId} checked={postIds.includes(post.postId)} onChange={(event) => toggle(post.postId, event.target.checked)}>
            {post.words}
            {post.lastDay === null ? '' : `（至 ${post.lastDay}）`}
          </Checkbox>
        ))}
      </fieldset>
      <div className="form-columns">
        <DayField label="开始日期" value={firstDay} onChange={setFirst} />
        <DayField label="结束日期" value={lastDay} onChange={setLast} hint="到期自行结束" />
        <FormField label="事由">
          {(id) => <Select<DelegationCause> id={id} value={cause} options={delegationCauses.map((value) => ({ value, label: delegationCauseLabel[value] }))} onChange={setCause} />}
        </FormField>
      </div>
      <FormField label="说明">{(id) => <Input.TextArea id={id} rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />}</FormField>
    </Dialog>
  );
};

const Section = ({ title, rows, empty }: { readonly title: string; readonly rows: Mine['given']; readonly empty: string }) => (
  <section className="panel" aria-label={title}>
    <h2>{title}</h2>
    {rows.length === 0 ? <p className="muted">{empty}</p> : <DelegationTable rows={rows} />}
  </section>
);

/** 我的代理: what I have passed on for some days, and what others have passed on to me. */
export const Page = () => {
  const query = useQuery(queryOf(listMyDelegations, {}));
  const [isOpen, setOpen] = useState(false);
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const mine = query.data;
  if (mine === undefined) return <PageLoading />;
  return (
    <PageFrame
      title="我的代理"
      note="休假、出差时，把自己的岗位委托给他人代办；只能委托自己现任的岗位，到期自行结束，双方都看得到。"
      actions={
        mine.posts.length > 0 && (
          <Button type="primary" onClick={() => setOpen(true)}>
            委托代理
          </Button>
        )
      }
    >
      {mine.posts.length === 0 && <EmptyState title="您没有可以委托的岗位" hint="现任岗位才能委托；管理员岗位和别人委托给您的岗位不能再委托。" />}
      <div className="stack">
        <Section title="我委托的" rows={mine.given} empty="没有委托过他人。" />
        <Section title="委托给我的" rows={mine.received} empty="没有人委托过我。" />
      </div>
      {isOpen && <DelegateDialog posts={mine.posts} onClose={() => setOpen(false)} />}
    </PageFrame>
  );
};
