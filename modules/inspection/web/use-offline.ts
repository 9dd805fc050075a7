import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ClientInput, EndpointSpec } from '#kernel/endpoint.ts';
import { useOfflineQueue } from '#kernel/web/use-offline-queue.ts';
import { useMe } from '#identity/web';

/** A write that may wait on this device for a network; `isKept` is what it came to. */
export const useOffline = <E extends EndpointSpec>(endpoint: E, onDone: (isKept: boolean) => void) => {
  const { me } = useMe();
  const { queue, state } = useOfflineQueue(me?.userId ?? '');
  const queries = useQueryClient();
  const mutation = useMutation({
    // The queue itself waits for the network; a paused mutation would keep nothing on the device.
    networkMode: 'always',
    mutationFn: ({ input, label }: { readonly input: ClientInput<E, File>; readonly label: string }) => queue.submit(endpoint, input, label),
    onSuccess: async ({ sent }) => {
      if (sent) await queries.invalidateQueries();
      onDone(!sent);
    },
  });
  return { ...mutation, waiting: state.items };
};
