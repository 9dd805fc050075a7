/** The signed-in person as the console shows it. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { orgIdSchema, personKinds, stamps, userIdSchema } from './person.ts';
import { roleSchema } from './roles.ts';
import { secondFactors, signInMethods } from './sign-in-words.ts';

export const meSchema = z.strictObject({
  userId: userIdSchema,
  displayName: z.string(),
  accountName: z.string().nullable(),
  kind: z.enum(personKinds),
  stamp: z.enum(stamps),
  /** what the person holds today; without a unit for roles of the whole county */
  posts: z.array(z.strictObject({ role: roleSchema, roleLabel: z.string(), orgId: orgIdSchema.nullable(), orgName: z.string().nullable(), actsFor: z.string().nullable() })),
  permissions: z.array(z.strictObject({ permission: z.string(), label: z.string(), needsSecondFactor: z.boolean() })),
  secondFactor: z.strictObject({
    passed: z.enum(secondFactors).nullable(),
    hasTotp: z.boolean(),
    passkeys: z.int().nonnegative(),
    /** holds a permission that is refused without it */
    isNeeded: z.boolean(),
  }),
  password: z.strictObject({ mustChange: z.boolean(), expiresOn: z.string().nullable() }).nullable(),
  session: z.strictObject({ method: z.enum(signInMethods), startedAt: z.string(), endsAt: z.string(), idleMinutes: z.int().positive() }),
});
export type Me = z.output<typeof meSchema>;

/** Null for a visitor: the console asks this first and shows the sign-in link. */
export const getMe = endpoint({
  id: 'identity.get-me',
  method: 'GET',
  path: '/api/me',
  summary: '当前登录的人员：岗位、权限、第二因素',
  access: 'public',
  reply: z.strictObject({
    person: meSchema.nullable(),
    /** the node is a demonstration: every page and print says so */
    isDemonstration: z.boolean(),
  }),
  refusals: [],
});
