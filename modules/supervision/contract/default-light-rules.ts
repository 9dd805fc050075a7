/**
 * The default rules and those of other places, as data. Other places' numbers are told at second hand: their names say
 * 待核实, and they serve for comparison until somebody has the document.
 */
import type { LightRuleSet } from './light-rules.ts';

const days = (yellowTo: string) => [{ colour: 'green', is: '<=', bound: '0' } as const, { colour: 'yellow', is: '<=', bound: yellowTo } as const];

export const defaultLightRules: LightRuleSet = {
  name: '默认规则',
  version: 1,
  yellowRoundsToRed: 3,
  forecastPoints: 6,
  rules: [
    { dimension: 'milestone', bands: days('30'), otherwise: 'red' },
    {
      dimension: 'quantity',
      bands: [
        { colour: 'green', is: '>=', bound: '0.95' },
        { colour: 'yellow', is: '>=', bound: '0.80' },
      ],
      otherwise: 'red',
    },
    { dimension: 'growth', bands: days('1.0'), otherwise: 'red' },
    { dimension: 'freshness', bands: days('30'), otherwise: 'red' },
    { dimension: 'reporting', bands: days('1'), otherwise: 'red' },
    { dimension: 'contradiction', bands: [{ colour: 'yellow', is: '<=', bound: '10' }], otherwise: 'red' },
    { dimension: 'forecast', bands: [{ colour: 'green', is: '>=', bound: '0.5' }], otherwise: 'yellow' },
    { dimension: 'start', bands: days('2'), otherwise: 'red' },
    {
      dimension: 'investment',
      bands: [
        { colour: 'green', is: '<', bound: '10' },
        { colour: 'yellow', is: '<=', bound: '30' },
      ],
      otherwise: 'red',
    },
    { dimension: 'money', bands: days('30'), otherwise: 'red' },
    {
      dimension: 'statistics',
      bands: [
        { colour: 'green', is: '<=', bound: '1' },
        { colour: 'yellow', is: '<=', bound: '2' },
      ],
      otherwise: 'red',
    },
    { dimension: 'monthly', bands: days('1'), otherwise: 'red' },
    { dimension: 'factors', bands: days('60'), otherwise: 'red' },
  ],
};

const instead = (name: string, rules: LightRuleSet['rules']): LightRuleSet => ({
  ...defaultLightRules,
  name,
  rules: defaultLightRules.rules.map((rule) => rules.find(({ dimension }) => dimension === rule.dimension) ?? rule),
});

export const otherLightRules: readonly LightRuleSet[] = [
  instead('对照：三亚做法（待核实）', [
    { dimension: 'money', bands: days('50'), otherwise: 'red' },
    { dimension: 'monthly', bands: days('1'), otherwise: 'red' },
  ]),
  instead('对照：新晃做法（待核实）', [
    {
      dimension: 'quantity',
      bands: [
        { colour: 'green', is: '>=', bound: '0.80' },
        { colour: 'yellow', is: '>=', bound: '0.60' },
      ],
      otherwise: 'red',
    },
  ]),
];
