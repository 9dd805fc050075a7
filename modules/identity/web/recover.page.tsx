import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { recover } from '../contract/index.ts';
import { PasswordRules } from './account-password.tsx';
import { signInPaths } from './sign-in-paths.ts';
import { TextField } from './text-field.tsx';
import './sign-in.css';

/** A new password for a code that two security administrators gave out. */
export const Page = () => {
  const [account, setAccount] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const send = useMutation({ mutationFn: () => call(recover, { body: { account, code, password } }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  return (
    <PageFrame title="找回账号" note="忘记密码或丢失第二因素时，请联系安全管理员。一名申请、另一名批准后，您会当面得到一次性代码。">
      <div className="sign-in">
        {send.error !== null && <ProblemNotice problem={asProblem(send.error)} />}
        {send.isSuccess ? (
          <section className="sign-in-own" aria-label="完成">
            <p role="status">新密码已设好，原来的第二因素和登录都已失效。</p>
            <Link to={signInPaths.signIn as never}>去登录，并重新设置第二因素</Link>
          </section>
        ) : (
          <form className="sign-in-own stack-form" onSubmit={submit} aria-label="找回账号">
            <TextField label="账号" autoComplete="username" value={account} onChange={setAccount} />
            <TextField label="一次性代码" value={code} onChange={setCode} />
            <TextField label="新密码" isSecret autoComplete="new-password" value={password} onChange={setPassword} />
            <PasswordRules />
            <BusyButton type="primary" htmlType="submit" busy={send.isPending} block>
              设定新密码
            </BusyButton>
          </form>
        )}
      </div>
    </PageFrame>
  );
};
