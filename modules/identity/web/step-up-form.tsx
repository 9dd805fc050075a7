import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { proveTotp } from '../contract/index.ts';
import { signInPaths } from './sign-in-paths.ts';
import { useMe } from './use-me.ts';
import { proveWithPasskey, wasCancelled } from './use-passkey.ts';

/** Asks for one of the factors that the person has set up. */
export const StepUpForm = ({ onDone }: { readonly onDone: () => void }) => {
  const id = useId();
  const queries = useQueryClient();
  const { me } = useMe();
  const [code, setCode] = useState('');
  const finish = async (): Promise<void> => {
    await queries.invalidateQueries();
    onDone();
  };
  const totp = useMutation({ mutationFn: () => call(proveTotp, { body: { code } }), onSuccess: finish });
  const passkey = useMutation({ mutationFn: proveWithPasskey, onSuccess: finish });
  if (me === undefined || me === null) return null;
  const { hasTotp, passkeys } = me.secondFactor;
  const error = totp.error ?? (wasCancelled(passkey.error) ? null : passkey.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code !== '' && !totp.isPending) totp.mutate();
  };
  if (!hasTotp && passkeys === 0)
    return (
      <p>
        还没有设置动态口令或通行密钥。请先到<a href={`/console${signInPaths.account}`}>我的账户</a>设置。
      </p>
    );
  return (
    <div className="step-up">
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      {passkeys > 0 && (
        <BusyButton type={hasTotp ? 'default' : 'primary'} busy={passkey.isPending} onClick={() => passkey.mutate()} block>
          用通行密钥验证
        </BusyButton>
      )}
      {hasTotp && (
        <form className="stack-form" onSubmit={submit}>
          <label htmlFor={id}>动态口令（验证器显示的6位数字）</label>
          <Input id={id} inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={code} onChange={(event) => setCode(event.target.value)} />
          <BusyButton type="primary" htmlType="submit" busy={totp.isPending} block>
            验证
          </BusyButton>
        </form>
      )}
    </div>
  );
};
