import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { changePassword, getSignInOptions, type Me } from '../contract/index.ts';

/** The rules of the profile in force, and where they depart from the other yardstick. */
export const PasswordRules = () => {
  const options = useQuery(queryOf(getSignInOptions, {}));
  if (options.data === undefined) return null;
  const { rules, source, deviations } = options.data.password;
  return (
    <div className="password-rules">
      <ul>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <details>
        <summary>依据与偏离</summary>
        <p>{source}</p>
        {deviations.map((text) => (
          <p key={text}>{text}</p>
        ))}
      </details>
    </div>
  );
};

/** Change of one's own password. */
export const AccountPassword = ({ me }: { readonly me: Me }) => {
  const id = useId();
  const queries = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const change = useMutation({
    mutationFn: () => call(changePassword, { body: { current, next } }),
    onSuccess: async () => {
      setCurrent('');
      setNext('');
      await queries.invalidateQueries();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (current !== '' && next !== '' && !change.isPending) change.mutate();
  };
  return (
    <section className="account-card" aria-labelledby={`${id}t`}>
      <h2 id={`${id}t`}>密码</h2>
      {me.password === null ? (
        <p>该账号没有本系统的密码（统一身份认证、通行密钥或演示登录）。</p>
      ) : (
        <>
          {me.password.mustChange && <p className="account-warn">需要先修改密码，才能使用其他功能。</p>}
          {me.password.expiresOn !== null && <p>有效至 {me.password.expiresOn}</p>}
          {change.error !== null && <ProblemNotice problem={asProblem(change.error)} />}
          {change.isSuccess && <p role="status">密码已修改，其他登录已结束。</p>}
          <form className="stack-form" onSubmit={submit}>
            <input type="text" name="username" autoComplete="username" value={me.accountName ?? ''} readOnly hidden />
            <label htmlFor={`${id}c`}>现在的密码</label>
            <Input.Password id={`${id}c`} autoComplete="current-password" value={current} onChange={(event) => setCurrent(event.target.value)} />
            <label htmlFor={`${id}n`}>新密码</label>
            <Input.Password id={`${id}n`} autoComplete="new-password" value={next} onChange={(event) => setNext(event.target.value)} />
            <PasswordRules />
            <BusyButton htmlType="submit" busy={change.isPending}>
              修改密码
            </BusyButton>
          </form>
        </>
      )}
    </section>
  );
};
