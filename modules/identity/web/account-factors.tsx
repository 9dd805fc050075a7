import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Input, QRCode } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { beginTotp, confirmTotp, getSignInOptions, listPasskeys, type Me, removePasskey, removeTotp, secondFactorLabel, type PasskeyId } from '../contract/index.ts';
import { ProviderButtons } from './provider-buttons.tsx';
import { StepUpForm } from './step-up-form.tsx';
import { enrolPasskey, wasCancelled } from './use-passkey.ts';

/** Setting up an authenticator app: picture, then the first code. */
const TotpEnrolment = ({ begun, onDone }: { readonly begun: { readonly secret: string; readonly address: string }; readonly onDone: () => void }) => {
  const id = useId();
  const [code, setCode] = useState('');
  const confirm = useMutation({ mutationFn: () => call(confirmTotp, { body: { code } }), onSuccess: onDone });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (code !== '' && !confirm.isPending) confirm.mutate();
  };
  return (
    <form className="stack-form totp-enrolment" onSubmit={submit}>
      <p>用手机上的验证器（任何支持 TOTP 的应用）扫描，或手工输入密钥，再填它显示的6位数字。密钥只显示这一次。</p>
      {/* The same as the text below, for a camera. */}
      <div aria-hidden="true">
        <QRCode type="svg" value={begun.address} size={168} />
      </div>
      <code className="totp-secret">{begun.secret.replace(/.{4}/g, '$& ').trim()}</code>
      {confirm.error !== null && <ProblemNotice problem={asProblem(confirm.error)} />}
      <label htmlFor={id}>验证器显示的口令</label>
      <Input id={id} inputMode="numeric" autoComplete="one-time-code" maxLength={8} value={code} onChange={(event) => setCode(event.target.value)} />
      <BusyButton type="primary" htmlType="submit" busy={confirm.isPending}>
        确认
      </BusyButton>
    </form>
  );
};

const PasskeyList = ({ onChange }: { readonly onChange: () => void }) => {
  const keys = useQuery(queryOf(listPasskeys, {}));
  const remove = useMutation({ mutationFn: (passkeyId: PasskeyId) => call(removePasskey, { params: { passkeyId }, body: {} }), onSuccess: onChange });
  return (
    <>
      {remove.error !== null && <ProblemNotice problem={asProblem(remove.error)} />}
      <ul className="passkey-list">
        {(keys.data?.items ?? []).map((key) => (
          <li key={key.passkeyId}>
            {key.label}（{key.createdAt.slice(0, 10)} 登记）
            <Button size="small" onClick={() => remove.mutate(key.passkeyId)}>
              移除{key.label}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
};

/** Second factors: what is set up, adding and removing; recovery is by two administrators, so there are no codes to keep. */
export const AccountFactors = ({ me }: { readonly me: Me }) => {
  const id = useId();
  const queries = useQueryClient();
  const options = useQuery(queryOf(getSignInOptions, {}));
  const [password, setPassword] = useState('');
  const [label, setLabel] = useState('');
  const refresh = (): void => void queries.invalidateQueries();
  const proof = password === '' ? undefined : password;
  const totp = useMutation({ mutationFn: () => call(beginTotp, { body: { password: proof } }) });
  const passkey = useMutation({
    mutationFn: () => enrolPasskey({ label: label === '' ? '通行密钥' : label, password: proof }),
    onSuccess: refresh,
  });
  const drop = useMutation({ mutationFn: () => call(removeTotp, { body: {} }), onSuccess: refresh });
  const { passed, hasTotp, passkeys, isNeeded } = me.secondFactor;
  const error = totp.error ?? drop.error ?? (wasCancelled(passkey.error) ? null : passkey.error);
  const hasFactor = hasTotp || passkeys > 0;
  const needsPassword = passed === null && !hasFactor && me.password !== null;
  return (
    <section className="account-card" aria-labelledby={`${id}t`}>
      <h2 id={`${id}t`}>第二因素</h2>
      <p>
        {passed === null ? '本次登录还没有验证第二因素。' : `本次登录已验证：${secondFactorLabel[passed]}。`}
        {isNeeded && '您的岗位有签署、审批、发布或管理权限，办理时必须验证。'}
      </p>
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      {passed === null && hasFactor && <StepUpForm onDone={refresh} />}
      {needsPassword && (
        <div className="stack-form">
          <label htmlFor={`${id}p`}>设置前请输入现在的密码</label>
          <Input.Password id={`${id}p`} autoComplete="current-password" value={password} onChange={(event) => setPassword(event.target.value)} />
        </div>
      )}
      <h3>动态口令</h3>
      {hasTotp && (
        <p>
          已设置。
          <BusyButton size="small" busy={drop.isPending} onClick={() => drop.mutate()}>
            移除动态口令
          </BusyButton>
        </p>
      )}
      {!hasTotp && totp.data === undefined && (
        <BusyButton busy={totp.isPending} onClick={() => totp.mutate()}>
          设置动态口令
        </BusyButton>
      )}
      {!hasTotp && totp.data !== undefined && (
        <TotpEnrolment
          begun={totp.data}
          onDone={() => {
            totp.reset();
            refresh();
          }}
        />
      )}
      <h3>通行密钥</h3>
      <PasskeyList onChange={refresh} />
      {options.data?.canUsePasskeys === false ? (
        <p>浏览器只允许在域名下使用通行密钥。请用域名（本机用 localhost）打开后设置。</p>
      ) : (
        <div className="stack-form">
          <label htmlFor={`${id}l`}>名称（例如：办公电脑）</label>
          <Input id={`${id}l`} maxLength={40} value={label} onChange={(event) => setLabel(event.target.value)} />
          <BusyButton busy={passkey.isPending} onClick={() => passkey.mutate()}>
            增加通行密钥
          </BusyButton>
        </div>
      )}
      {options.data !== undefined && options.data.providers.length > 0 && me.password !== null && (
        <>
          <h3>统一身份认证</h3>
          <ProviderButtons providers={options.data.providers} returnPath="/account" links={{ password: proof }} />
        </>
      )}
      <p className="account-note">丢失全部第二因素时，由两名安全管理员先后批准找回，所以不发放需要自己保管的恢复码。</p>
    </section>
  );
};
