import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '#kernel/web/call.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { openReport } from '../contract/index.ts';
import type { getDebt } from '../contract/index.ts';

/** Whoever signs or approves next has the report before them: said to the server, so that nobody pulls it back from under their eyes. */
export function useOpening({ report, actions }: Reply<typeof getDebt>): void {
  const queries = useQueryClient();
  const isNext = actions.some(({ action, allowed }) => allowed && (action === 'sign' || action === 'approve'));
  const reportId = isNext ? report?.reportId : undefined;
  const state = report?.state;
  // biome-ignore lint/correctness/useExhaustiveDependencies(state): each level opens the same report for itself
  useEffect(() => {
    if (reportId === undefined) return;
    // Without a connection nothing is registered; the page says so by itself when the next act fails.
    void call(openReport, { params: { reportId } })
      .then(() => queries.invalidateQueries())
      .catch(() => undefined);
  }, [reportId, state, queries]);
}
