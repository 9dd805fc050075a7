import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '#kernel/web/call.ts';
import { type Me, signOut } from '../contract/index.ts';
import { signInHere, signInPaths } from './sign-in-paths.ts';
import { useMe } from './use-me.ts';

/** Unit and post in a few words; the first post stands for the rest. */
export const postWords = (me: Me): string => {
  const [first] = me.posts;
  if (first === undefined) return '';
  const more = me.posts.length > 1 ? `等${me.posts.length}项` : '';
  return [first.orgName, first.roleLabel + more].filter((part) => part !== null && part !== '').join(' · ');
};

/** Who is signed in, in the head of every page. */
export const PersonBadge = () => {
  const { me } = useMe();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: () => call(signOut, { body: {} }),
    // Whatever was on screen belonged to the person who left.
    onSettled: () => window.location.assign('/console/sign-in'),
  });
  if (me === undefined) return null;
  if (me === null)
    return (
      <a className="shell-person" href={`/console${signInHere()}`} onClick={() => queries.clear()}>
        登录
      </a>
    );
  return (
    <div className="shell-person" data-testid="person">
      {me.stamp === 'demo' && <span className="demo-mark">DEMO</span>}
      <Link to={signInPaths.account as never} title="我的账户">
        <span className="shell-person-name">{me.displayName}</span>
        <span className="shell-person-post">{postWords(me)}</span>
      </Link>
      <button type="button" onClick={() => leave.mutate()} disabled={leave.isPending}>
        退出
      </button>
    </div>
  );
};
