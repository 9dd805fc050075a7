import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientInput, EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';

/** A write: one key per intent, so that pressing again after a lost answer writes once; afterwards every page reads anew. */
export function useAct<E extends EndpointSpec>(endpoint: E, onDone: (reply: Reply<E>) => void = () => undefined) {
  const queries = useQueryClient();
  const [key, setKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: (input: ClientInput<E, File>) => call(endpoint, input, { idempotencyKey: key }),
    onSuccess: async (reply) => {
      setKey(newIdempotencyKey());
      await queries.invalidateQueries();
      onDone(reply);
    },
    onError: () => setKey(newIdempotencyKey()),
  });
}
