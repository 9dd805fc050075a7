import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useMemo, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import {
  getTrackability,
  type MeasureTrackability,
  type PlanId,
  type TrackabilityQuestion,
  trackabilityQuestionLabel,
  trackabilityQuestions,
  type VersionId,
} from '../../contract/index.ts';
import type { Stretch } from '../text-layout.ts';
import type { Pointed } from './record-card.tsx';

interface TrackabilityPanelProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly text: string;
  readonly onJump: (place: Stretch) => void;
  readonly onPoint: (pointed: Pointed | undefined) => void;
}

const rowHeight = 84;
const nameLength = 40;

const nameOf = (measure: MeasureTrackability, text: string): string => {
  const name = `${measure.label ?? ''}${measure.title ?? ''}`;
  return name !== (measure.label ?? '') ? name : text.slice(measure.start, Math.min(measure.end, measure.start + nameLength));
};

const Answer = ({
  measure,
  question,
  onJump,
  onPoint,
}: { readonly measure: MeasureTrackability; readonly question: TrackabilityQuestion } & Pick<TrackabilityPanelProps, 'onJump' | 'onPoint'>) => {
  const { yes, evidence } = measure[question];
  const first = evidence[0];
  const label = `${trackabilityQuestionLabel[question]}：${yes ? '是' : '否'}`;
  const className = yes ? 'answer yes' : 'answer no';
  if (first === undefined) return <span className={className}>{label}</span>;
  const point = (): void => onPoint({ spans: evidence, sources: [] });
  return (
    <button
      type="button"
      className={className}
      title={evidence
        .map((each) => each.text)
        .join('；')
        .slice(0, 200)}
      onClick={() => onJump(first)}
      onMouseEnter={point}
      onFocus={point}
      onMouseLeave={() => onPoint(undefined)}
      onBlur={() => onPoint(undefined)}
    >
      {label}
    </button>
  );
};

/** Five yes or no for every measure, each with the characters it rests on; they are never summed to a score. */
export const TrackabilityPanel = ({ planId, versionId, text, onJump, onPoint }: TrackabilityPanelProps) => {
  const query = useQuery({ ...queryOf(getTrackability, { params: { planId, versionId } }), staleTime: Number.POSITIVE_INFINITY });
  const [lacking, setLacking] = useState<TrackabilityQuestion | 'all'>('all');
  const items = useMemo(() => (query.data?.items ?? []).filter((measure) => lacking === 'all' || !measure[lacking].yes), [query.data, lacking]);
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <p className="muted panel-empty">正在读取…</p>;
  const { yes, total, complete } = query.data;
  return (
    <div className="records-panel">
      <p className="panel-lead">
        {total} 条举措中，五项都具备的有 {complete} 条。点一项看依据；缺什么如实列出，不打分。
      </p>
      <dl className="figures" data-testid="trackability-counts">
        {trackabilityQuestions.map((question) => (
          <div key={question}>
            <dt>{trackabilityQuestionLabel[question]}</dt>
            <dd>
              {yes[question]}／{total}
            </dd>
          </div>
        ))}
      </dl>
      <Select
        aria-label="只看缺少"
        className="panel-select"
        value={lacking}
        options={[{ value: 'all' as const, label: '全部举措' }, ...trackabilityQuestions.map((value) => ({ value, label: `不符合：${trackabilityQuestionLabel[value]}` }))]}
        onChange={setLacking}
      />
      <VirtualRows
        key={lacking}
        label="举措"
        count={items.length}
        estimate={() => rowHeight}
        rowKey={(index) => items[index]?.measure ?? String(index)}
        render={(index) => {
          const measure = items[index];
          if (measure === undefined) return null;
          return (
            <div className="sentence">
              <button type="button" className="sentence-words strong" onClick={() => onJump(measure)}>
                {nameOf(measure, text)}
              </button>
              <span className="sentence-records">
                {trackabilityQuestions.map((question) => (
                  <Answer key={question} measure={measure} question={question} onJump={onJump} onPoint={onPoint} />
                ))}
              </span>
            </div>
          );
        }}
      />
    </div>
  );
};
