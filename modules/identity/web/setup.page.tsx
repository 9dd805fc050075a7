import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { setUp } from '../contract/index.ts';
import { PasswordRules } from './account-password.tsx';
import { signInPaths } from './sign-in-paths.ts';
import { TextField } from './text-field.tsx';
import './sign-in.css';

const fields = ['systemAdmin', 'securityAdmin', 'auditAdmin'] as const;
const titles = { systemAdmin: '系统管理员（单位、人员、账号）', securityAdmin: '安全管理员（授权、找回）', auditAdmin: '审计管理员（查阅审计）' } as const;
const nobody = { displayName: '', accountName: '', password: '' };

/** First run: three administrators that check each other. Closed for good afterwards. */
export const Page = () => {
  const [code, setCode] = useState('');
  const [admins, setAdmins] = useState({ systemAdmin: nobody, securityAdmin: nobody, auditAdmin: nobody });
  const send = useMutation({ mutationFn: () => call(setUp, { body: { code, ...admins } }) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!send.isPending) send.mutate();
  };
  if (send.isSuccess)
    return (
      <PageFrame title="首次设置完成">
        <p role="status">已建立三名管理员：{send.data.accounts.join('、')}。首次设置已永久关闭。</p>
        <Link to={signInPaths.signIn as never}>去登录，并设置第二因素</Link>
      </PageFrame>
    );
  return (
    <PageFrame title="首次设置" note="建立系统、安全、审计三名管理员，三人互相制约，不能由一人兼任。一次性代码显示在服务器启动时的终端上。">
      <form className="setup" onSubmit={submit}>
        {send.error !== null && <ProblemNotice problem={asProblem(send.error)} />}
        <section className="account-card stack-form" aria-label="一次性代码">
          <TextField label="一次性代码" value={code} onChange={setCode} />
        </section>
        <section className="account-card" aria-label="密码规则">
          <strong>三个密码都要符合</strong>
          <PasswordRules />
        </section>
        <div className="account">
          {fields.map((field) => (
            <fieldset key={field} className="account-card stack-form">
              <legend>{titles[field]}</legend>
              <TextField label="姓名" value={admins[field].displayName} onChange={(displayName) => setAdmins({ ...admins, [field]: { ...admins[field], displayName } })} />
              <TextField label="账号" value={admins[field].accountName} onChange={(accountName) => setAdmins({ ...admins, [field]: { ...admins[field], accountName } })} />
              <TextField
                label="密码"
                isSecret
                autoComplete="new-password"
                value={admins[field].password}
                onChange={(password) => setAdmins({ ...admins, [field]: { ...admins[field], password } })}
              />
            </fieldset>
          ))}
        </div>
        <BusyButton type="primary" htmlType="submit" busy={send.isPending}>
          建立三名管理员
        </BusyButton>
      </form>
    </PageFrame>
  );
};
