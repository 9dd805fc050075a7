import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import type { OfflineQueue, Submitted } from '#kernel/web/offline-queue.ts';
import type { Submission } from '#kernel/web/offline-store.ts';
import { offlineQueueOf } from '#kernel/web/use-offline-queue.ts';
import { saveReport, uploadPhoto } from '../contract/index.ts';
import type { AssignmentId, ReportContentInput, RoundId } from '../contract/index.ts';

export interface ReportKey {
  readonly roundId: RoundId;
  readonly assignmentId: AssignmentId;
}

export interface ReportBody {
  readonly expectedRevision: number;
  readonly content: ReportContentInput;
  readonly isSubmitted: boolean;
}

const isOf =
  ({ roundId, assignmentId }: ReportKey) =>
  ({ endpointId, input }: Submission): boolean => {
    const params = input.params as Partial<ReportKey> | undefined;
    return endpointId === saveReport.id && params?.roundId === roundId && params.assignmentId === assignmentId;
  };

export const useQueued = (ownerId: string): { readonly queue: OfflineQueue; readonly items: readonly Submission[] } => {
  const queue = offlineQueueOf(ownerId);
  return { queue, items: useSyncExternalStore(queue.subscribe, queue.snapshot).items };
};

/** The report of this form that waits on this device, with what became of it. */
export const waitingReport = (items: readonly Submission[], key: ReportKey): { readonly submission: Submission; readonly body: ReportBody } | undefined => {
  const submission = items.findLast(isOf(key));
  return submission === undefined ? undefined : { submission, body: submission.input.body as ReportBody };
};

/** The photo that still waits on this device under its name. */
export const waitingPhoto = (items: readonly Submission[], photoId: string): Submission | undefined =>
  items.find(({ endpointId, input }) => endpointId === uploadPhoto.id && (input.body as { readonly photoId?: string } | undefined)?.photoId === photoId);

interface Sending {
  readonly ownerId: string;
  readonly label: string;
  /** called also when the form is gone by then: the server's answer takes it off the page */
  readonly onSent: (result: Submitted<Reply<typeof saveReport>>, body: ReportBody) => void;
}

/**
 * Sends a report through the queue: what waited for the same form is replaced, photos that wait go first. Without a network it
 * stays on the device and goes out by itself.
 */
export function useReportSending(key: ReportKey, { ownerId, label, onSent }: Sending) {
  const { queue, items } = useQueued(ownerId);
  const queries = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: async (body: ReportBody): Promise<Submitted<Reply<typeof saveReport>>> => {
      for (const old of items.filter(isOf(key))) await queue.discard(old.id);
      if (queue.snapshot().items.some(({ state }) => state === 'waiting')) await queue.flush();
      return queue.submit(saveReport, { params: key, body }, label);
    },
    onSuccess: onSent,
    // Also after a refusal: the other writer's text is needed to compare.
    onSettled: () => queries.invalidateQueries(),
  });
}
