import type { PlanListPage } from '#plan/contract';
import { countWords, dayWords, nodeCount } from '#plan/web';

const pageAddress = (query: Readonly<Record<string, string>>): string => {
  const text = new URLSearchParams(Object.entries(query).filter(([, value]) => value !== '')).toString();
  return text === '' ? '/' : `/?${text}`;
};

/** `/`: the public list of plans. */
export const PlanListView = ({ data }: { readonly data: PlanListPage['data'] }) => {
  const { q, sort, list } = data;
  const other = sort === 'title' ? ({ sort: 'updated', label: '按最近更新排序' } as const) : ({ sort: 'title', label: '按名称排序' } as const);
  return (
    <>
      <h1>公开的规划与方案</h1>
      <search>
        <form method="get" action="/" className="find">
          <label htmlFor="q">按名称查找</label>
          <input id="q" name="q" type="search" defaultValue={q} maxLength={200} />
          {sort === 'title' && <input type="hidden" name="sort" value="title" />}
          <button type="submit">查找</button>
          {q !== '' && <a href="/">显示全部</a>}
        </form>
      </search>
      <p className="note">
        {q === '' ? `共${list.total}个方案` : `名称含「${q}」的方案${list.total}个`}
        {list.total > 1 && (
          <>
            ，<a href={pageAddress({ q, sort: other.sort })}>{other.label}</a>
          </>
        )}
      </p>
      {list.items.length === 0 && q === '' && <p>还没有公开的方案。</p>}
      <ul className="plans">
        {list.items.map((plan) => (
          <li key={plan.planId}>
            <h2>
              <a href={`/plans/${plan.planId}`}>{plan.title}</a>
            </h2>
            <p>
              <b>{nodeCount(plan.latestVersion.counts, 'measure')}</b>条举措，<b>{nodeCount(plan.latestVersion.counts, 'box')}</b>个专栏，{countWords(plan.latestVersion.chars)}字符
            </p>
            <p className="note">
              第{plan.latestVersion.ordinal}版，{dayWords(plan.latestVersion.importedAt)}导入
            </p>
          </li>
        ))}
      </ul>
      {list.nextCursor !== null && (
        <p>
          <a href={pageAddress({ q, sort: sort === 'title' ? sort : '', cursor: list.nextCursor })}>下一页</a>
        </p>
      )}
    </>
  );
};
