import { ActionButton } from '#ui/action-button.tsx';
import { postStateLabel, type PostView, roleLabel } from '../contract/index.ts';

interface PostTableProps {
  readonly posts: readonly PostView[];
  readonly onEnd: (post: PostView) => void;
  readonly onHandover: (post: PostView) => void;
}

const Actions = ({ post, onEnd, onHandover }: { readonly post: PostView } & Pick<PostTableProps, 'onEnd' | 'onHandover'>) => (
  <div className="org-actions">
    {post.state !== 'past' &&
      post.ended === null &&
      post.actions.map((offer) => <ActionButton key={offer.action} offer={offer} onAct={() => (offer.action === 'identity.end-post' ? onEnd(post) : onHandover(post))} />)}
  </div>
);

/** Posts of a person over time, newest first. */
export const PostTable = ({ posts, onEnd, onHandover }: PostTableProps) =>
  posts.length === 0 ? (
    <p className="muted">没有任过岗位。</p>
  ) : (
    <div className="table-wide">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">单位与岗位</th>
            <th scope="col">起止</th>
            <th scope="col">任免</th>
            <th scope="col">操作</th>
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr key={post.postId}>
              <td>
                {post.orgName}
                <br />
                {roleLabel[post.role]}
                {post.title === null ? '' : `（${post.title}）`} {post.isActing && <span className="tag">代理接管</span>}
              </td>
              <td>
                {post.from} 至 {post.to ?? '今'} <span className={post.state === 'held' ? 'tag tag-live' : 'tag tag-past'}>{postStateLabel[post.state]}</span>
              </td>
              <td>
                {post.appointedBy} 任命：{post.reason}
                {post.document === null ? '' : `（${post.document}）`}
                {post.ended !== null && (
                  <>
                    <br />
                    {post.ended.by} 免去：{post.ended.reason}
                  </>
                )}
              </td>
              <td>
                <Actions post={post} onEnd={onEnd} onHandover={onHandover} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
