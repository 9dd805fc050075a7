import { Input } from 'antd';
import { BusyButton } from '#ui/busy-button.tsx';
import { type FormEvent, useId, useState } from 'react';

interface PasswordFormProps {
  readonly busy: boolean;
  readonly onSubmit: (typed: { readonly account: string; readonly password: string }) => void;
}

/** Account and password. The browser's password manager may fill and paste (ASVS 6.2.7). */
export const PasswordForm = ({ busy, onSubmit }: PasswordFormProps) => {
  const id = useId();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy && account !== '' && password !== '') onSubmit({ account, password });
  };
  return (
    <form className="stack-form" onSubmit={submit}>
      <label htmlFor={`${id}a`}>账号</label>
      <Input
        id={`${id}a`}
        name="username"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={account}
        onChange={(event) => setAccount(event.target.value)}
      />
      <label htmlFor={`${id}p`}>密码</label>
      <Input.Password id={`${id}p`} name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
      <BusyButton type="primary" htmlType="submit" busy={busy} block>
        登录
      </BusyButton>
    </form>
  );
};
