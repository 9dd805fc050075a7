import type { IndicatorSeries } from '../contract/index.ts';

interface Named {
  readonly document: string;
  readonly link: string | null;
  readonly publishedOn: string | null;
  readonly where: string[];
}

const sourcesOf = (series: readonly IndicatorSeries[]): readonly Named[] => {
  const found = new Map<string, Named>();
  for (const { areaName, points } of series) {
    for (const { source, label } of points) {
      if (source === null) continue;
      const key = `${source.document} ${source.publishedOn ?? ''}`;
      const named = found.get(key) ?? { ...source, where: [] };
      named.where.push(`${areaName}${label}`);
      found.set(key, named);
    }
  }
  return [...found.values()];
};

/** Where the figures come from. */
export const SourceList = ({ series }: { readonly series: readonly IndicatorSeries[] }) => (
  <section className="indicator-section" aria-labelledby="sources-title">
    <h2 id="sources-title">来源</h2>
    <ul className="source-list">
      {sourcesOf(series).map((source) => (
        <li key={`${source.document} ${source.publishedOn ?? ''}`}>
          {source.link === null ? (
            source.document
          ) : (
            <a href={source.link} rel="noreferrer" target="_blank">
              {source.document}
            </a>
          )}
          {source.publishedOn === null ? '' : `，${source.publishedOn}公布`}
          <span className="muted">
            ：{source.where.slice(0, 6).join('、')}
            {source.where.length > 6 ? `等 ${source.where.length} 个数` : ''}
          </span>
        </li>
      ))}
    </ul>
  </section>
);
