import { Link } from '@tanstack/react-router';
import { Page as PageFrame } from '#ui/page.tsx';
import { personKindLabel } from '../contract/index.ts';
import { AccountFactors } from './account-factors.tsx';
import { AccountPassword } from './account-password.tsx';
import { AccountSessions } from './account-sessions.tsx';
import { identityPaths } from './identity-paths.ts';
import { useMe } from './use-me.ts';
import './sign-in.css';

/** My account: who I am here, password, second factors, sign-ins. */
export const Page = () => {
  const { me } = useMe();
  if (me === null || me === undefined) return null;
  return (
    <PageFrame title="我的账户" note={`${me.displayName}（${me.accountName ?? '无账号名'}），${personKindLabel[me.kind]}${me.stamp === 'demo' ? '，演示账号' : ''}`}>
      <div className="account">
        <section className="account-card" aria-labelledby="posts-title">
          <h2 id="posts-title">岗位与权限</h2>
          {me.posts.length === 0 && <p>目前没有岗位。需要时请联系安全管理员授权。</p>}
          <ul>
            {me.posts.map((post) => (
              <li key={`${post.role}${post.orgId ?? ''}${post.actsFor ?? ''}`}>
                {[post.orgName, post.roleLabel].filter((part) => part !== null).join(' · ')}
                {post.actsFor !== null && `（代理${post.actsFor}）`}
              </li>
            ))}
          </ul>
          {me.permissions.length > 0 && (
            <details>
              <summary>可以办理的事项（{me.permissions.length}）</summary>
              <ul>
                {me.permissions.map((held) => (
                  <li key={held.permission}>
                    {held.label}
                    {held.needsSecondFactor && '（需第二因素）'}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
        <AccountPassword me={me} />
        <AccountFactors me={me} />
        <AccountSessions />
        <section className="account-card" aria-labelledby="accesses-title">
          <h2 id="accesses-title">我的信息</h2>
          <p>
            <Link to={identityPaths.myAccesses() as never}>谁看过我的信息</Link>：每次查看都有记录，写明何人、何时、何故。
          </p>
        </section>
      </div>
    </PageFrame>
  );
};
