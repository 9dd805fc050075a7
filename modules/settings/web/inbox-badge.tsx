import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { queryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { countInbox } from '../contract/index.ts';
import { settingsPaths } from './settings-paths.ts';

const everyMinute = 60_000;

/** The way to one's notices, with how many are unread; nothing for visitors. */
export const InboxBadge = () => {
  const { me } = useMe();
  const isSignedIn = me !== null && me !== undefined;
  const query = useQuery({ ...queryOf(countInbox, {}), enabled: isSignedIn, refetchInterval: everyMinute });
  if (!isSignedIn) return null;
  const unread = query.data?.unread ?? 0;
  return (
    <Link to={settingsPaths.inbox as never} aria-label={unread === 0 ? '提醒' : `提醒，${unread}条未读`}>
      提醒{unread === 0 ? '' : `（${unread > 99 ? '99+' : unread}）`}
    </Link>
  );
};
