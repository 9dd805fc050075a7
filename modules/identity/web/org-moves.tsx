import { Select } from 'antd';
import { holdingKindLabel, type OrgMove } from '../contract/index.ts';

interface OrgMovesProps {
  readonly moves: readonly OrgMove[];
  /** where a post may go instead, and how it is changed; for a split that has not been saved */
  readonly choice?: {
    readonly options: readonly { readonly value: string; readonly label: string }[];
    readonly valueOf: (grantId: string) => string;
    readonly onChange: (grantId: string, key: string) => void;
  };
}

const notesOf = ({ isHeldAlready, delegates, duties }: OrgMove): string =>
  [
    ...(isHeldAlready ? ['在那里已有同样的岗位，不再重复任命'] : []),
    ...(delegates > 0 ? [`${delegates} 项代理一并转入`] : []),
    ...(duties > 0 ? [`${duties} 项未了事项由其在新单位接着办`] : []),
  ].join('；');

/** What moves where: one line per post or grant. */
export const OrgMoves = ({ moves, choice }: OrgMovesProps) => {
  if (moves.length === 0) return null;
  return (
    <>
      <p>{moves.length} 个岗位、授权随之转移：</p>
      <ul className="org-moves">
        {moves.map((move) => (
          <li key={`${move.grantId}${move.firstDay}`}>
            <span>
              {move.person}·{move.what}（{holdingKindLabel[move.kind]}）：{move.from} → {move.to}，{move.firstDay} 至 {move.lastDay ?? '另行通知'}
              {notesOf(move) !== '' && <small>；{notesOf(move)}</small>}
            </span>
            {choice !== undefined && (
              <Select
                aria-label={`${move.person}·${move.what}转入`}
                value={choice.valueOf(move.grantId)}
                options={[...choice.options]}
                onChange={(key: string) => choice.onChange(move.grantId, key)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
};
