import { Link } from '@tanstack/react-router';
import { aggregationLabel, type Definition, directionLabel, frequencyLabel, priceBaseLabel, unitLabel } from '../contract/index.ts';
import { periodLabel } from '../domain/period-steps.ts';
import { indicatorPaths } from './indicator-paths.ts';
import { momentWords } from './words.ts';

const range = (low: string | null, high: string | null): string => (low === null && high === null ? '不限' : `${low ?? '不限'} 至 ${high ?? '不限'}`);

const rowsOf = (definition: Definition): readonly (readonly [string, string])[] => [
  ['口径', definition.caliber === '' ? '未写明' : definition.caliber],
  ['单位', `${unitLabel(definition.unit)}，${definition.places} 位小数`],
  ['频率', frequencyLabel[definition.frequency]],
  ['方向', directionLabel[definition.direction]],
  ['汇总', aggregationLabel[definition.aggregation]],
  ['价格', priceBaseLabel[definition.priceBase]],
  ...(definition.numerator === null ? [] : ([['分子、分母', `${definition.numerator} ÷ ${definition.denominator ?? ''}`]] as const)),
  ['允许范围', range(definition.hardMin, definition.hardMax)],
  ['通常范围', range(definition.usualMin, definition.usualMax)],
  ...(definition.publisher === '' ? [] : ([['发布单位', definition.publisher]] as const)),
  ...(definition.breakFrom === null ? [] : ([['口径调整', `${periodLabel(definition.breakFrom)}起，与以前不可比`]] as const)),
];

interface DefinitionPanelProps {
  readonly definition: Definition;
  readonly versions: readonly Definition[];
  readonly usedBy: readonly { readonly indicatorId: string; readonly name: string }[];
}

/** What exactly is counted, and since when. */
export const DefinitionPanel = ({ definition, versions, usedBy }: DefinitionPanelProps) => (
  <section className="indicator-section" aria-labelledby="definition-title">
    <h2 id="definition-title">口径（第 {definition.version} 版）</h2>
    {definition.formula !== null && (
      <p className="formula">
        <span className="muted">公式</span> <code>{definition.formula}</code>
      </p>
    )}
    <dl className="indicator-facts">
      {rowsOf(definition).map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
    {[
      ['公式用到', definition.uses],
      ['组成部分', definition.parts],
      ['被这些公式使用', usedBy],
    ].map(([title, items]) =>
      (items as DefinitionPanelProps['usedBy']).length === 0 ? null : (
        <p key={title as string}>
          <span className="muted">{title as string}：</span>
          {(items as DefinitionPanelProps['usedBy']).map((one, index) => (
            <span key={one.indicatorId}>
              {index > 0 && '、'}
              <Link to={indicatorPaths.one(one.indicatorId) as never}>{one.name}</Link>
            </span>
          ))}
        </p>
      ),
    )}
    {versions.length > 1 && (
      <details>
        <summary>全部 {versions.length} 个版本</summary>
        <ul className="version-list">
          {versions.map((one) => (
            <li key={one.version}>
              第 {one.version} 版，{momentWords(one.madeAt)}，{one.madeBy}
              {one.reason === '' ? '' : `：${one.reason}`}
              {one.breakFrom === null ? '' : `（${periodLabel(one.breakFrom)}起不可比）`}
            </li>
          ))}
        </ul>
      </details>
    )}
  </section>
);
