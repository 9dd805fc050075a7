import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { signInHere, useMe } from '#identity/web';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';

interface RequireAccessProps {
  /** `signed-in` or a permission */
  readonly requires: string;
  readonly children: ReactNode;
}

/** Leads visitors to the sign-in page and back; tells the others why the page is not for them. The server decides in any case. */
export const RequireAccess = ({ requires, children }: RequireAccessProps) => {
  const { me, can } = useMe();
  const navigate = useNavigate();
  const isVisitor = me === null;
  useEffect(() => {
    if (isVisitor) void navigate({ href: `/console${signInHere()}`, replace: true } as never);
  }, [isVisitor, navigate]);
  if (me === undefined || isVisitor) return <PageLoading />;
  if (requires === 'signed-in' || can(requires)) return children;
  return <EmptyState title="您的岗位没有这个页面的权限" hint="如工作需要，请联系安全管理员授权；也可以换一个账号登录。" />;
};
