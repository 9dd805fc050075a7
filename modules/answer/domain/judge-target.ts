/** Judges a target of any kind. The kinds are a table; a new kind without a judge does not compile. */
import type { Target, TargetKind, TargetOf, Verdict } from '../contract/index.ts';
import { judgeComposite, judgeCompleteness, judgeQuota, judgeValidity } from './judge-count.ts';
import { judgeCoverage } from './judge-coverage.ts';
import { judgeDeadline, judgeDone, judgeIssued } from './judge-done.ts';
import { judgeDelegated, judgeDirectional, judgeMagnitude, judgeMeasured, judgeRange } from './judge-level.ts';
import { judgeBenchmark, judgeRank } from './judge-relative.ts';
import { judgeSurvey } from './judge-survey.ts';
import type { Ground } from './judged.ts';

type Judges = { readonly [K in TargetKind]: (ground: Ground<TargetOf<K>>) => Verdict };

const judges: Judges = {
  level: judgeMeasured,
  growth: judgeMeasured,
  ratio: judgeMeasured,
  range: judgeRange,
  magnitude: judgeMagnitude,
  benchmark: judgeBenchmark,
  rank: judgeRank,
  delegated: judgeDelegated,
  completeness: judgeCompleteness,
  quota: judgeQuota,
  validity: judgeValidity,
  directional: judgeDirectional,
  composite: judgeComposite,
  done: judgeDone,
  deadline: judgeDeadline,
  issued: judgeIssued,
  survey: judgeSurvey,
  coverage: judgeCoverage,
};

/** Pure: the same facts, day and parameters give the same verdict, in whatever order the facts come. */
export function judgeTarget(ground: Ground<Target>): Verdict {
  const judge = judges[ground.target.kind] as (ground: Ground<Target>) => Verdict;
  return judge(ground);
}
