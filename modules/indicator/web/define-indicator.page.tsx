import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getIndicator, type IndicatorId } from '../contract/index.ts';
import { DefinitionForm } from './definition-form.tsx';
import './indicator.css';

const Existing = ({ indicatorId }: { readonly indicatorId: IndicatorId }) => {
  const query = useQuery(queryOf(getIndicator, { params: { indicatorId }, query: {} }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  return (
    <PageFrame title={`调整口径：${query.data.definition.name}`} note="保存为新版本，以往的数仍按当时的口径；单位和频率不能改。">
      <DefinitionForm indicatorId={indicatorId} definition={query.data.definition} aliases={query.data.aliases} />
    </PageFrame>
  );
};

/** The same form for a new indicator and for a new version. */
export const Page = ({ params }: PageProps<{ readonly indicatorId?: IndicatorId | undefined }, unknown>) =>
  params.indicatorId === undefined ? (
    <PageFrame title="建立指标" note="先写明口径：计量什么、用什么单位、多久一次、怎样汇总。">
      <DefinitionForm />
    </PageFrame>
  ) : (
    <Existing indicatorId={params.indicatorId} />
  );
