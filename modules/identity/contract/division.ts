import { z } from 'zod';

/** Levels of GB/T 2260 and GB/T 10114; the same list as `divisionLevels` of libs/standards (a test compares them). */
export const divisionLevels = ['province', 'city', 'county', 'town', 'village'] as const;
export type DivisionLevel = (typeof divisionLevels)[number];
export const divisionLevelLabel = { province: '省级', city: '地级', county: '县级', town: '乡级', village: '村级' } satisfies Record<DivisionLevel, string>;

/** Six, nine or twelve digits. */
export const divisionCodeSchema = z
  .string()
  .regex(/^[1-9][0-9]{5}([0-9]{3}([0-9]{3})?)?$/, '「行政区划代码」应为6、9或12位数字')
  .meta({ label: '行政区划代码' });

export const divisionSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  level: z.enum(divisionLevels),
  parentCode: z.string().nullable(),
  /** names from the province down to the division itself */
  path: z.array(z.string()),
  formerNames: z.array(z.string()),
  hasChildren: z.boolean(),
});
export type Division = z.output<typeof divisionSchema>;
