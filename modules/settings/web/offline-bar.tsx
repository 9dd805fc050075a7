import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { submissionStateLabel } from '#kernel/web/offline-store.ts';
import { useIsOnline, useOfflineQueue } from '#kernel/web/use-offline-queue.ts';
import { useMe } from '#identity/web';
import './settings.css';

const Waiting = ({ ownerId }: { readonly ownerId: string }) => {
  const { queue, state } = useOfflineQueue(ownerId);
  const isOnline = useIsOnline();
  const [isOpen, setOpen] = useState(false);
  const { items, needsSignIn } = state;
  const queries = useQueryClient();
  const before = useRef(items.length);
  useEffect(() => {
    // What was sent from the store changes what the pages show.
    if (items.length < before.current) void queries.invalidateQueries();
    before.current = items.length;
  }, [items.length, queries]);
  if (items.length === 0)
    return isOnline ? null : (
      <div className="offline-bar" role="status">
        没有网络。可以继续填写，提交的内容会先存在本机。
      </div>
    );
  const stuck = items.filter((one) => one.state !== 'waiting').length;
  const head = needsSignIn ? '登录已过期，请重新登录后自动提交' : isOnline ? '正在提交' : '没有网络，联网后自动提交';
  return (
    <div className="offline-bar" role="status">
      <span>
        有 {items.length} 项存在本机（{head}）{stuck === 0 ? '' : `，其中 ${stuck} 项需要处理`}
      </span>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {isOpen ? '收起' : '查看'}
      </button>
      {isOpen && (
        <ul>
          {items.map((one) => (
            <li key={one.id}>
              {one.label}：{submissionStateLabel[one.state]}
              {one.problem === null ? '' : `。${one.problem.detail}`}
              {one.state !== 'waiting' && (
                <>
                  <button type="button" onClick={() => void queue.retry(one.id)}>
                    再次提交
                  </button>
                  <button type="button" onClick={() => void queue.discard(one.id)}>
                    放弃这一项
                  </button>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};

/** Says what waits on this device for a network, and what came back refused; nothing when nothing waits. */
export const OfflineBar = () => {
  const { me } = useMe();
  return me === null || me === undefined ? null : <Waiting ownerId={me.userId} />;
};
