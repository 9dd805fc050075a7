/** A coverage rate whose text does not say of what (5G网络覆盖率): a dated parameter decides between population and area; the other stands beside it. */
import { coverageMeasures, coverageMeasureLabel } from '../contract/index.ts';
import type { CoverageMeasure, TargetOf, Verdict } from '../contract/index.ts';
import type { Fact } from './facts.ts';
import { judgeMeasured } from './judge-level.ts';
import type { Ground } from './judged.ts';
import { used } from './judge-params.ts';

type CoverageGround = Ground<TargetOf<'coverage'>>;

/** The basis stands in the name of what was measured (按人口, 5G网络人口覆盖率); without a name a figure says nothing. */
const basisWords: Readonly<Record<CoverageMeasure, RegExp>> = { population: /人口/, area: /面积|国土/ };
const isOf = (basis: CoverageMeasure, { subject }: Fact): boolean => subject !== null && basisWords[basis].test(subject);

function judgeBy(basis: CoverageMeasure, ground: CoverageGround): Verdict {
  const { comparator, number, unit, what } = ground.target;
  // Names only tell the basis: two sources on one basis are about the same thing and must agree.
  const facts = ground.facts.filter((fact) => isOf(basis, fact)).map((fact) => ({ ...fact, subject: null }));
  const found = judgeMeasured({ ...ground, facts, target: { kind: 'ratio', comparator, number, unit, direction: 'up', aggregate: 'latest', whole: false } });
  if (found.outcome !== 'unknown' || facts.length > 0) return found;
  const missing = `按${coverageMeasureLabel[basis]}计的${what}（对象名称里写明「按${coverageMeasureLabel[basis]}」）`;
  return { ...found, sentence: `无法判定：缺少${missing}。`, change: `补齐${missing}后即可判定。`, missing: [missing] };
}

export function judgeCoverage(ground: CoverageGround): Verdict {
  const { params } = ground;
  const basis: CoverageMeasure = params.coverageBasis.value === 'area' ? 'area' : 'population';
  const decisive = judgeBy(basis, ground);
  return {
    ...decisive,
    rule: 'answer.coverage/1',
    boundary: `按${coverageMeasureLabel[basis]}计，${decisive.boundary}`,
    change: `${decisive.change}口径参数改变时按另一口径重新判定。`,
    params: [...decisive.params, used(params.coverageBasis)],
    parts: coverageMeasures.map((one) => {
      const { outcome, sentence } = one === basis ? decisive : judgeBy(one, ground);
      return { label: `按${coverageMeasureLabel[one]}${one === basis ? '（以此为准）' : '（参考）'}`, outcome, text: sentence };
    }),
  };
}
