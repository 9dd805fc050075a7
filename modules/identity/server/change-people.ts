/** Registering somebody, correcting a name, suspending, resuming, leaving. */
import { record } from '#kernel/server/record.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { addPerson, changePerson, personChanged, personRegistered } from '../contract/index.ts';
import { requireAdminRemains } from './last-administrator.ts';
import { peopleReads } from './people-reads.ts';
import { peopleRefusals } from './people-refusals.ts';
import { postStore } from './post-store.ts';
import { heldWords } from './present-people.ts';
import { postStateOn } from './present-posts.ts';

async function refuseNamesake(name: string, { tx, today, refuse }: Context): Promise<void> {
  const [known] = await peopleReads.namesakes(tx, [name], today.toString());
  if (known === undefined) return;
  const [words] = await heldWords(tx, [known.posts], today);
  refuse(peopleRefusals.person_namesake({ name, posts: words?.join('；') ?? '' }));
}

export const addPersonUseCase = useCase(
  addPerson,
  async ({ body }, context) => {
    const { tx, now, newId } = context;
    if (!body.isNamesake) await refuseNamesake(body.displayName, context);
    const userId = newId();
    await peopleReads.insert(tx, [{ userId, name: body.displayName }], now);
    await record(context, personRegistered, { userId, displayName: body.displayName });
    return { userId: userId as never };
  },
  { statusOf: () => 201 },
);

/** Leaving needs empty hands; suspending and leaving never take the last administrator away. */
async function refuseBadStatus(userId: string, next: string, name: string, context: Context): Promise<void> {
  const { tx, actor, today, refuse } = context;
  if (next === 'active') return;
  if (userId === actor.userId) refuse(peopleRefusals.person_is_self());
  await requireAdminRemains(context, { userId });
  if (next !== 'left') return;
  const held = (await postStore.listOf(tx, userId)).filter((post) => postStateOn(post, today.toString()) !== 'past');
  if (held.length > 0) refuse(peopleRefusals.person_holds_posts({ name, count: held.length }));
}

export const changePersonUseCase = useCase(changePerson, async ({ params: { userId }, body }, context) => {
  const { tx, today, now, refuse } = context;
  const old = await peopleReads.find(tx, userId, today.toString());
  if (old === undefined) return refuse(peopleRefusals.person_not_found());
  if (old.revision !== body.expectedRevision) return refuse(peopleRefusals.person_changed_since());
  const name = body.displayName ?? old.display_name;
  const status = body.status ?? old.status;
  if (name === old.display_name && status === old.status) return refuse(peopleRefusals.person_nothing_changed());
  if (status !== old.status) await refuseBadStatus(userId, status, name, context);
  const written = await peopleReads.update(tx, { userId, revision: old.revision, name, status }, now);
  if (written === 0) return refuse(peopleRefusals.person_changed_since());
  await record(context, personChanged, { userId, displayName: name, status, reason: body.reason });
  return { userId, revision: old.revision + 1 };
});
