import { useQuery } from '@tanstack/react-query';
import { queryOf } from '#kernel/web/queries.ts';
import { getMe, type Me } from '../contract/index.ts';

export interface MeState {
  /** null: nobody is signed in; undefined: not known yet */
  readonly me: Me | null | undefined;
  /** whether a permission is held at all; the server decides about each row */
  readonly can: (permission: string) => boolean;
  /** the node is a demonstration, and every page and print says so */
  readonly isDemonstration: boolean;
}

/** Who is signed in, for the whole console; one request, shared. */
export const useMe = (): MeState => {
  const query = useQuery(queryOf(getMe, {}));
  const me = query.data === undefined ? undefined : query.data.person;
  return { me, can: (permission) => me?.permissions.some((held) => held.permission === permission) === true, isDemonstration: query.data?.isDemonstration === true };
};
