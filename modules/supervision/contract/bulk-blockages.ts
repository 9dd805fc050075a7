import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { blockageIdSchema } from './blockage.ts';

/** Acts that need nothing but a note, or one unit for all. */
export const bulkBlockageActs = ['accept', 'route', 'rise', 'confirm'] as const;
export type BulkBlockageAct = (typeof bulkBlockageActs)[number];
export const bulkBlockageActLabel = { accept: '受理', route: '改派', rise: '升级', confirm: '确认解决' } satisfies Record<BulkBlockageAct, string>;

export const actOnBlockages = endpoint({
  id: 'supervision.act-on-blockages',
  method: 'POST',
  path: '/api/blockages/acts',
  summary: '批量办理需协调事项：先预览，逐项给出结果',
  access: { permission: 'blockage.read', target: 'many' },
  body: z.strictObject({
    blockageIds: z.array(blockageIdSchema).min(1).max(200).meta({ label: '事项' }),
    action: z.enum(bulkBlockageActs).meta({ label: '操作' }),
    note: z.string().trim().max(4000, '「说明」不能超过4000字').default('').meta({ label: '说明' }),
    authorityOrgId: z.uuid().optional().meta({ label: '协调单位' }),
    isPreview: z.boolean().meta({ label: '只预览' }),
  }),
  reply: z.strictObject({
    items: z.array(z.strictObject({ blockageId: blockageIdSchema, title: z.string(), isDone: z.boolean(), reason: z.string().nullable() })),
    done: z.int().nonnegative(),
  }),
  refusals: ['supervision.note_missing', 'supervision.org_not_found'],
});
