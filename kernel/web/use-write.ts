import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClientInput, EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { call } from './call.ts';
import { useIntentKeys } from './intent-key.ts';

/** A write: one key per intention, so that sending again after a lost answer writes once; afterwards everything shown is read again. */
export function useWrite<E extends EndpointSpec>(endpoint: E, onDone: (reply: Reply<E>) => void = () => undefined) {
  const queries = useQueryClient();
  const keys = useIntentKeys();
  return useMutation({
    mutationFn: (input: ClientInput<E, File>) => call(endpoint, input, { idempotencyKey: keys.keyFor(input) }),
    onSuccess: async (reply) => {
      keys.done();
      await queries.invalidateQueries();
      onDone(reply);
    },
  });
}
