import { defineSeparations } from '#identity/contract';

const code = 'answer.same_person';

/** Which acts of the module want two people. */
export const answerSeparations = defineSeparations({
  'answer.decide-contract': { rule: 'S13', first: '起草证据约定', second: '审定证据约定', code, reason: '审定证据约定须由起草人以外的人办理。' },
  'answer.verify-evidence': { rule: 'S1', first: '填报证据', second: '核实证据', code, reason: '须由填报人以外的人办理。' },
  'answer.answer-challenge': { rule: 'S1', first: '填报证据', second: '答复异议', code, reason: '须由填报人以外的人办理。' },
  'answer.release-evidence': { rule: 'S1', first: '填报证据', second: '公开证据', code, reason: '须由填报人以外的人办理。' },
  'answer.check-register': { rule: 'S1', first: '登记上一步', second: '登记核对', code, reason: '须由登记上一步的人以外的人办理。' },
});
