import { useCase } from '#kernel/server/use-case.ts';
import { listUnheldDuties } from '../contract/index.ts';
import { findUnheldDuties } from './open-duties.ts';
import { personNames } from './people-names.ts';

export const listUnheldDutiesUseCase = useCase(listUnheldDuties, async (_input, { tx, today }) => {
  const found = await findUnheldDuties(tx, today.toString());
  const names = await personNames(
    tx,
    found.flatMap(({ userId }) => (userId === null ? [] : [userId])),
  );
  return { items: found.map(({ source, kind, title, userId }) => ({ source, kind, title, holder: userId === null ? null : (names.get(userId) ?? null) })) };
});
