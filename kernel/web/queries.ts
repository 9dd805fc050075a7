import { keepPreviousData, QueryClient, type UseQueryOptions } from '@tanstack/react-query';
import type { ClientInput, EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { call } from './call.ts';
import { ProblemError } from './problem-error.ts';

const worthRetrying = (count: number, error: Error): boolean => count < 1 && error instanceof ProblemError && error.code === 'client.no_answer';

/** The one cache of server data in the browser; a refusal is never retried. */
export const createQueryClient = (): QueryClient =>
  new QueryClient({ defaultOptions: { queries: { staleTime: 15_000, retry: worthRetrying, refetchOnWindowFocus: true }, mutations: { retry: false } } });

type QueryOf<E extends EndpointSpec> = UseQueryOptions<Reply<E>, Error, Reply<E>, readonly unknown[]>;

/** Query options for a GET endpoint; the key is the endpoint's id and the input, so equal calls share one reply. */
export const queryOf = <E extends EndpointSpec>(endpoint: E, input: ClientInput<E, File>): QueryOf<E> => ({
  queryKey: [endpoint.id, input],
  queryFn: ({ signal }) => call(endpoint, input, { signal }),
});

/** As `queryOf`, but the page before stays on screen while the next one loads. */
export const pageQueryOf = <E extends EndpointSpec>(endpoint: E, input: ClientInput<E, File>): QueryOf<E> => ({
  ...queryOf(endpoint, input),
  placeholderData: keepPreviousData as QueryOf<E>['placeholderData'],
});
