/** The pure rules of module supervision. */
export { compileObject } from './light/compile-object.ts';
export type { CompiledObject } from './light/compile-object.ts';
export { dayNumber, dayText } from './light/day-number.ts';
export { explain } from './light/explain.ts';
export { judge } from './light/judge.ts';
export type { Judgement, Moment } from './light/judge.ts';
export { defaultRuleSet, otherRuleSets } from './light/known-rule-sets.ts';
export { predict } from './light/predict.ts';
export { endOfDay, joinDays, replay, tryRuleSet } from './light/replay.ts';
export type { DayLight, RuleSetDifference } from './light/replay.ts';
export { compileRuleSet, ruleSetLabel, severity, worse } from './light/rule-set.ts';
export type { CompiledRuleSet } from './light/rule-set.ts';
export { workingDaysOf } from './light/working-days.ts';
