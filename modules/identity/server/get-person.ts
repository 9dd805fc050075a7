import { useCase } from '#kernel/server/use-case.ts';
import { getPerson } from '../contract/index.ts';
import { delegationStore } from './delegation-store.ts';
import { presentDelegations } from './delegations.ts';
import { handoverStore } from './handover-store.ts';
import { presentHandovers } from './handovers.ts';
import { offer } from './identity-actions.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import { peopleReads } from './people-reads.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import { presentPeople } from './present-people.ts';
import { presentPosts } from './present-posts.ts';

/** Posts are for every colleague; why somebody is away and what they hand over is for themselves and those who administer. */
export const getPersonUseCase = useCase(getPerson, async ({ params: { userId } }, context) => {
  const { tx, actor, today, refuse } = context;
  const row = await peopleReads.find(tx, userId, today.toString());
  if (row === undefined) return refuse(peopleRefusals.person_not_found());
  const [shown] = await presentPeople([row], context);
  if (shown === undefined) return refuse(peopleRefusals.person_not_found());
  const isSelf = actor.userId === userId;
  const seesMore = isSelf || (['identity.administer-people', 'identity.appoint', 'identity.hand-over'] as const).some((permission) => decidePermission(actor, permission).allowed);
  const delegations = seesMore ? await presentDelegations(await delegationStore.listOf(tx, userId), context) : [];
  const handovers = seesMore ? await presentHandovers(await handoverStore.listOf(tx, userId, 50), context) : [];
  return {
    person: { ...shown, revision: row.revision, isSelf },
    posts: [...(await presentPosts(await postStore.listOf(tx, userId), context))],
    given: delegations.filter(({ from }) => from.userId === userId),
    received: delegations.filter(({ to }) => to.userId === userId),
    handovers: handovers.map(({ handoverId, postWords, state, effectiveOn }) => ({ handoverId, title: postWords, state, effectiveOn })),
    actions: [offer(actor, 'identity.administer-people'), offer(actor, 'identity.appoint'), offer(actor, 'identity.hand-over')],
  };
});
