import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getSignInOptions, signIn, signInAsDemo, type SignInStep } from '../contract/index.ts';
import { Button } from 'antd';
import { useState } from 'react';
import { DemoList } from './demo-list.tsx';
import { PasswordForm } from './password-form.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { safeReturn, signInPaths } from './sign-in-paths.ts';
import { StepUpForm } from './step-up-form.tsx';
import { enterWithPasskey, wasCancelled } from './use-passkey.ts';
import './sign-in.css';

interface SignInSearch {
  readonly return?: string | undefined;
}

/** Password first, then what the account still needs; demo accounts in one click. */
export const Page = ({ search }: PageProps<unknown, SignInSearch>) => {
  const router = useRouter();
  const queries = useQueryClient();
  const [isFactorAsked, setFactorAsked] = useState(false);
  const options = useQuery(queryOf(getSignInOptions, {}));
  const proceed = async ({ next }: { readonly next: SignInStep }): Promise<void> => {
    // What was read as a visitor may look different now.
    await queries.invalidateQueries();
    if (next === 'factor') return setFactorAsked(true);
    router.history.push(`/console${next === 'password' ? signInPaths.account : safeReturn(search.return)}`);
  };
  const leave = (): void => router.history.push(`/console${safeReturn(search.return)}`);
  const enter = useMutation({ mutationFn: (body: { readonly account: string; readonly password: string }) => call(signIn, { body }), onSuccess: proceed });
  const demo = useMutation({ mutationFn: (account: string) => call(signInAsDemo, { body: { account } }), onSuccess: proceed });
  const passkey = useMutation({ mutationFn: enterWithPasskey, onSuccess: proceed });
  const error = enter.error ?? demo.error ?? options.error ?? (wasCancelled(passkey.error) ? null : passkey.error);
  const isBusy = enter.isPending || demo.isPending || passkey.isPending;
  if (isFactorAsked)
    return (
      <PageFrame title="登录" note="密码正确。请再验证第二因素。">
        <div className="sign-in">
          <section className="sign-in-own" aria-label="第二因素">
            <StepUpForm onDone={leave} />
            <div className="sign-in-other">
              <Button type="link" onClick={leave}>
                以后再验证（签署、审批、发布和管理时会要求）
              </Button>
            </div>
          </section>
        </div>
      </PageFrame>
    );
  return (
    <PageFrame title="登录" note={search.return === undefined ? undefined : '登录后回到刚才的页面。'}>
      <div className="sign-in">
        {error !== null && <ProblemNotice problem={asProblem(error)} />}
        <section className="sign-in-own" aria-label="用账号登录">
          <PasswordForm busy={isBusy} onSubmit={(typed) => enter.mutate(typed)} />
          {options.data !== undefined && options.data.providers.length > 0 && (
            <div className="sign-in-other">
              <ProviderButtons providers={options.data.providers} returnPath={safeReturn(search.return)} />
            </div>
          )}
          {options.data?.canUsePasskeys === true && (
            <div className="sign-in-other">
              <Button disabled={isBusy} onClick={() => passkey.mutate()} block>
                用通行密钥登录
              </Button>
            </div>
          )}
          <nav className="sign-in-other" aria-label="其他">
            {options.data?.isSetupOpen === true && <Link to={'/setup' as never}>首次设置管理员</Link>}
            <Link to={'/recover' as never}>忘记密码、丢失第二因素</Link>
            <Link to={'/register' as never}>群众、企业注册</Link>
          </nav>
        </section>
        {options.data !== undefined && options.data.demo.length > 0 && <DemoList accounts={options.data.demo} busy={isBusy} onChoose={(account) => demo.mutate(account)} />}
      </div>
    </PageFrame>
  );
};
