import { type AnswerBoardPage, type ClauseState, clauseKindLabel, clauseStateLabel, clauseStates, type PublicEvidence, type PublicLine } from '#answer/contract';
import { evidenceGradeLabel, evidenceKindLabel, evidenceStampLabel, evidenceVoiceLabel } from '#kernel/evidence.ts';
import { dayWords } from '#plan/web';

type Data = AnswerBoardPage['data'];
type Board = Data['board'];

/** A state in words; the colour beside it tells nothing that the words do not. */
const State = ({ state }: { readonly state: ClauseState }) => <span className={`state state-${state}`}>{clauseStateLabel[state]}</span>;

/** The address with some choices changed; empty ones are left out, and a new choice begins on the first page. */
function addressOf(path: string, { q, state, board }: Data, change: Readonly<Record<string, string>> = {}): string {
  const kept = { q, state: state ?? '', asOf: board.isPast ? board.asOf : '', ...change };
  const query = new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== '')).toString();
  return query === '' ? path : `${path}?${query}`;
}

const Choices = ({ data, path }: { readonly data: Data; readonly path: string }) => (
  <search>
    <form method="get" action={path} className="find">
      <label htmlFor="q">查找举措、条款</label>
      <input id="q" name="q" type="search" defaultValue={data.q} maxLength={200} />
      <label htmlFor="state">状态</label>
      <select id="state" name="state" defaultValue={data.state ?? ''}>
        <option value="">全部</option>
        {clauseStates.map((state) => (
          <option key={state} value={state}>
            {clauseStateLabel[state]}
          </option>
        ))}
      </select>
      <label htmlFor="asOf">截至日期</label>
      <input id="asOf" name="asOf" type="date" defaultValue={data.board.isPast ? data.board.asOf : ''} />
      <button type="submit">查看</button>
      {(data.q !== '' || data.state !== null || data.board.isPast) && <a href={path}>全部，今天</a>}
    </form>
  </search>
);

const Counts = ({ board }: { readonly board: Board }) => (
  <>
    <p className="counts">
      <span>
        <b>{board.measures}</b>条举措
      </span>
      <span>
        <b>{board.clauses}</b>个条款
      </span>
    </p>
    <table className="sums">
      <caption>各种状态的举措和条款数（举措按最要紧的条款计）</caption>
      <thead>
        <tr>
          <th scope="col">状态</th>
          <th scope="col">举措</th>
          <th scope="col">条款</th>
        </tr>
      </thead>
      <tbody>
        {clauseStates
          .filter((state) => (board.counts[state] ?? 0) > 0)
          .map((state) => (
            <tr key={state}>
              <th scope="row">
                <State state={state} />
              </th>
              <td>{board.measureCounts[state] ?? 0}</td>
              <td>{board.counts[state]}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </>
);

const figure = ({ value, unit, num, den }: PublicEvidence): string => {
  const fraction = num !== null && den !== null ? `${num}/${den}` : '';
  return value === null ? fraction : `${value}${unit === '%' ? '%' : ''}${fraction === '' ? '' : `（${fraction}）`}`;
};

const Evidence = ({ one }: { readonly one: PublicEvidence }) => (
  <li>
    {evidenceKindLabel[one.kind]} {figure(one)}，{one.from === one.to ? one.from : `${one.from}至${one.to}`}，{evidenceGradeLabel[one.grade]}，{evidenceVoiceLabel[one.voice]}，
    {dayWords(one.recordedAt)}记入
    {one.stamp !== 'real' && `，${evidenceStampLabel[one.stamp]}`}
    <br />
    <span className="note">
      摘要 <code>{one.hash.slice(0, 16)}…</code>
    </span>
  </li>
);

const Line = ({ line, planId }: { readonly line: PublicLine; readonly planId: string }) => (
  <section className="answer-line" aria-label={`${line.label ?? ''}${line.title ?? ''}`}>
    <h2>
      <a href={`/plans/${planId}#${line.nodeId}`}>
        {line.label} {line.title ?? '段落'}
      </a>{' '}
      <State state={line.state} />
    </h2>
    <ul>
      {line.clauses.map((clause) => (
        <li key={clause.clauseKey}>
          <p>
            <State state={clause.state} /> {clause.title} <small>{clauseKindLabel[clause.kind]}</small>
          </p>
          <p className="note">
            {clause.reason}
            {clause.since !== null && `（${dayWords(clause.since)}起）`}
            {clause.liveCount > 0 && ` 有效证据${clause.liveCount}份，公开${clause.evidence.length}份。`}
          </p>
          {clause.evidence.length > 0 && (
            <ul className="proofs">
              {clause.evidence.map((one) => (
                <Evidence key={`${one.hash}/${one.recordedAt}`} one={one} />
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  </section>
);

const Files = ({ data }: { readonly data: Data }) => {
  const base = `/api/public/plans/${data.board.planId}/answers/export`;
  return (
    <p className="files">
      下载：<a href={addressOf(base, data, { format: 'csv' })}>CSV</a> <a href={addressOf(base, data, { format: 'xlsx' })}>Excel</a>
    </p>
  );
};

/** `/plans/:planId/answers`: how every measure is answered, for anyone, on any day. */
export const AnswerBoardView = ({ data, path }: { readonly data: Data; readonly path: string }) => {
  const { board, q, state } = data;
  return (
    <>
      <h1>{board.planTitle}　应答情况</h1>
      <p className="note">
        <a href={`/plans/${board.planId}`}>方案原文</a>
        {board.isPast ? <strong>这是{board.asOf}当天显示的内容。</strong> : `截至${board.asOf}。`}
        {board.isDemonstration ? '本节点是演示节点，演示证据计入，不作正式统计。' : '演示证据不计入。'}
      </p>
      <Choices data={data} path={path} />
      {board.isRegistered ? (
        <>
          {data.isFirst && <Counts board={board} />}
          <p className="note">{q === '' && state === null ? `共${board.total}处` : `符合条件的${board.total}处`}，没有证据的不作判断。</p>
          <Files data={data} />
          {board.total === 0 && <p>没有符合条件的举措。请换一个词或状态。</p>}
          {board.lines.map((line) => (
            <Line key={line.nodeId} line={line} planId={board.planId} />
          ))}
          {board.nextCursor !== null && (
            <p>
              <a href={addressOf(path, data, { cursor: board.nextCursor })}>下一页</a>
            </p>
          )}
          {!data.isFirst && (
            <p>
              <a href={addressOf(path, data)}>回到第一页</a>
            </p>
          )}
        </>
      ) : (
        <p role="status">{board.isPast ? '这一天条款还没有登记。请选择以后的日期。' : '条款正在登记，一般在导入后几秒内完成。请稍后重新打开本页。'}</p>
      )}
    </>
  );
};
