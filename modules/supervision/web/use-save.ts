import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClientInput, EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';

/** A write with one key per intended act; afterwards everything shown is read again. */
export const useSave = <E extends EndpointSpec>(endpoint: E, onSaved: (reply: Reply<E>) => void) => {
  const queries = useQueryClient();
  const [key, setKey] = useState(newIdempotencyKey);
  return useMutation({
    mutationFn: (input: ClientInput<E, File>) => call(endpoint, input, { idempotencyKey: key }),
    onSuccess: async (reply) => {
      setKey(newIdempotencyKey());
      await queries.invalidateQueries();
      onSaved(reply);
    },
    // A corrected form is another intention.
    onError: () => setKey(newIdempotencyKey()),
  });
};
