import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { useMe } from '#identity/web';
import type { PlanId } from '#plan/contract';
import { registerClauses } from '../contract/index.ts';

/** How often a page looks again while the worker registers the clauses. */
export const waitMilliseconds = 3000;
/** For queries of today: looks again until the clauses are there. A past day does not change. */
export const untilRegistered =
  (asOf: string | undefined) =>
  ({ state }: { readonly state: { readonly data?: { readonly isRegistered: boolean } | undefined } }): number | false =>
    asOf === undefined && state.data?.isRegistered === false ? waitMilliseconds : false;

export const notRegisteredWords = '条款正在登记，一般在导入后几秒内完成；完成后这里自动显示。';

/** In place of a view: the clauses are being registered, and the page shows them by itself. */
export const NotRegistered = ({ planId, asOf }: { readonly planId: PlanId; readonly asOf: string | undefined }) => {
  const { can } = useMe();
  const register = useWrite(registerClauses, () => undefined);
  if (asOf !== undefined) return <EmptyState title="这一天条款还没有登记" hint="选择导入方案以后的日期，或回到今天。" />;
  return (
    <>
      {register.error !== null && <ProblemNotice problem={asProblem(register.error)} onClose={() => register.reset()} />}
      <div role="status">
        <EmptyState title="条款尚未登记" hint={notRegisteredWords}>
          {can('answer.propose') && (
            <BusyButton busy={register.isPending} onClick={() => register.mutate({ params: { planId }, body: {} })}>
              现在登记
            </BusyButton>
          )}
        </EmptyState>
      </div>
    </>
  );
};
