import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { exportRound, getRound, roundStateLabel, summariseRound } from '../contract/index.ts';
import type { RoundId } from '../contract/index.ts';
import { AskUnlock } from './ask-unlock.tsx';
import { type BoardSearch, BoardUnits } from './board-units.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { UnlockPanel } from './unlock-panel.tsx';
import { rateWords } from './words.tsx';
import './task.css';

/** The board of one round: who owes, who is late, what waits for review; the silent come first. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly roundId: RoundId }, BoardSearch>) => {
  const [isAsking, setAsking] = useState(false);
  const [isUnlocking, setUnlocking] = useState(false);
  const [summary, setSummary] = useState('');
  const query = useQuery(queryOf(getRound, { params }));
  const act = useWrite(summariseRound, () => setAsking(false));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const board = query.data;
  if (board === undefined) return <PageLoading />;
  const { round, rates } = board;
  return (
    <PageFrame
      title={`${round.period} 调度`}
      note={`${roundStateLabel[round.state]}。${round.opensOn} 开放，${round.closesOn} 截止，${round.ordersOn} 起督办未报单位，${round.sealsOn} 后封账。`}
      actions={
        <>
          <Button href={buildUrl(exportRound, { params })}>导出 Excel</Button>
          <Button onClick={() => window.print()}>打印</Button>
          {board.actions
            .filter(({ action }) => action !== 'remind')
            .map((offer) => (
              <ActionButton key={offer.action} offer={offer} onAct={() => (offer.action === 'ask-unlock' ? setUnlocking(true) : setAsking(true))} />
            ))}
        </>
      }
    >
      <p>
        应报 {rates.expected}；报送率 {rateWords(rates.received)}；按时率 {rateWords(rates.onTime)}；核定率 {rateWords(rates.complete)}；退回 {rates.returned}；更正{' '}
        {rates.corrected}。
      </p>
      {round.summary !== '' && <p className="task-beside">{round.summary}</p>}
      <BoardUnits board={board} roundId={params.roundId} search={search} setSearch={setSearch} />
      <UnlockPanel roundId={params.roundId} />
      {isUnlocking && <AskUnlock roundId={params.roundId} units={board.unlockUnits} onClose={() => setUnlocking(false)} />}
      {isAsking && (
        <FormDialog
          title="汇总说明"
          submit="保存"
          busy={act.isPending}
          error={act.error}
          onClose={() => setAsking(false)}
          onSubmit={() => act.mutate({ params, body: { summary } })}
        >
          <TextField label="说明" lines={5} value={summary} onChange={setSummary} hint="只写说明，不改单位的填报" />
        </FormDialog>
      )}
    </PageFrame>
  );
};
