import { useQuery } from '@tanstack/react-query';
import type { ClientInput, EndpointSpec, Reply } from '#kernel/endpoint.ts';
import { pageQueryOf, queryOf } from '#kernel/web/queries.ts';
import { useTypedWords } from '#ui/use-typed-words.ts';

type HitOf<E extends EndpointSpec> = Reply<E> extends { readonly items: readonly (infer Hit)[] } ? Hit : never;

interface PickerSearch<E extends EndpointSpec, Id extends string> {
  readonly value: Id | undefined;
  readonly idOf: (hit: HitOf<E>) => Id;
  /** what to ask for the words that were typed */
  readonly search: (words: string | undefined) => ClientInput<E, File>;
  /** what to ask for the one that is chosen */
  readonly chosen: ClientInput<E, File>;
}

/** Search as you type for a picker; whatever is chosen stays among the choices, so that its name can be shown. */
export const usePickerSearch = <E extends EndpointSpec, Id extends string>(endpoint: E, { value, idOf, search, chosen }: PickerSearch<E, Id>) => {
  const [, words, setTyped] = useTypedWords();
  const found = useQuery(pageQueryOf(endpoint, search(words === '' ? undefined : words)));
  const own = useQuery({ ...queryOf(endpoint, chosen), enabled: value !== undefined });
  const itemsOf = (reply: Reply<E> | undefined) => (reply as { readonly items: readonly HitOf<E>[] } | undefined)?.items ?? [];
  const hits = itemsOf(found.data);
  const isThere = value === undefined || hits.some((hit) => idOf(hit) === value);
  const choices = isThere ? hits : [...itemsOf(own.data), ...hits];
  const hitOf = (id: Id | undefined): HitOf<E> | undefined => choices.find((hit) => idOf(hit) === id);
  return { choices, hitOf, isSearching: found.isFetching, setTyped } as const;
};
