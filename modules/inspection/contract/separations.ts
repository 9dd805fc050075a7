import { defineSeparations } from '#identity/contract';

/** Which acts of the module want two people. */
export const inspectionSeparations = defineSeparations({
  'inspection.recheck': {
    rule: 'S1',
    first: '到场、记录、认定',
    second: '复查',
    code: 'inspection.same_person',
    reason: '不能复查自己查出的问题。请由没有到场、记录、认定的另一位检查人员复查。',
  },
});
