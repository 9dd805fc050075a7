import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { finishProvider } from '../contract/index.ts';
import { safeReturn, signInPaths } from './sign-in-paths.ts';

/** Where the provider sends the browser back to: the answer in the address is posted once, then the address is left behind. */
export const Page = () => {
  const router = useRouter();
  const queries = useQueryClient();
  const isSent = useRef(false);
  const send = useMutation({
    mutationFn: () => call(finishProvider, { body: { search: window.location.search } }),
    onSuccess: async ({ returnPath, isLinked }) => {
      await queries.invalidateQueries();
      router.history.replace(`/console${isLinked ? signInPaths.account : safeReturn(returnPath)}`);
    },
  });
  const { mutate } = send;
  useEffect(() => {
    if (isSent.current) return;
    isSent.current = true;
    mutate();
  }, [mutate]);
  if (send.error === null) return <PageLoading />;
  return (
    <PageFrame title="统一身份认证">
      <ProblemNotice problem={asProblem(send.error)} />
      <Link to={signInPaths.signIn as never}>回到登录页</Link>
    </PageFrame>
  );
};
