import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Radio } from 'antd';
import { type FormEvent, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { personKindLabel, register } from '../contract/index.ts';
import { PasswordRules } from './account-password.tsx';
import { signInPaths } from './sign-in-paths.ts';
import { TextField } from './text-field.tsx';
import './sign-in.css';

/** Accounts for citizens and enterprises. Staff get theirs from the system administrator. */
export const Page = () => {
  const [kind, setKind] = useState<'citizen' | 'enterprise'>('citizen');
  const [form, setForm] = useState({ displayName: '', accountName: '', password: '' });
  const send = useMutation({ mutationFn: () => call(register, { body: { kind, ...form } }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <PageFrame title="群众、企业注册" note="工作人员请不要在这里注册，账号由本单位系统管理员开通。">
      <div className="sign-in">
        {send.error !== null && <ProblemNotice problem={asProblem(send.error)} />}
        {send.isSuccess ? (
          <section className="sign-in-own" aria-label="完成">
            <p role="status">账号「{send.data.accountName}」已建立。</p>
            <Link to={signInPaths.signIn as never}>去登录</Link>
          </section>
        ) : (
          <form className="sign-in-own stack-form" onSubmit={submit} aria-label="注册">
            <Radio.Group
              aria-label="类别"
              value={kind}
              onChange={(event) => setKind(event.target.value as typeof kind)}
              options={(['citizen', 'enterprise'] as const).map((value) => ({ value, label: personKindLabel[value] }))}
            />
            <TextField label={kind === 'citizen' ? '姓名' : '企业名称'} value={form.displayName} onChange={(displayName) => setForm({ ...form, displayName })} />
            <TextField label="账号" autoComplete="username" value={form.accountName} onChange={(accountName) => setForm({ ...form, accountName })} />
            <TextField label="密码" isSecret autoComplete="new-password" value={form.password} onChange={(password) => setForm({ ...form, password })} />
            <PasswordRules />
            <BusyButton type="primary" htmlType="submit" busy={send.isPending} block>
              注册
            </BusyButton>
          </form>
        )}
      </div>
    </PageFrame>
  );
};
