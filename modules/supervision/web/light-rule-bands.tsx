import { type LightRule, type LightRuleSet, lightColourLabel, lightDimensionLabel, lightDimensions } from '../contract/index.ts';
import { bandWords } from '../domain/index.ts';

/** The bands of a rule in one line; the last colour is that of everything else. */
export const ruleWords = ({ dimension, bands, otherwise }: LightRule): string =>
  `${bands.map((band) => `${lightColourLabel[band.colour]} ${bandWords(band.is, band.bound, dimension)}`).join('；')}；其余 ${lightColourLabel[otherwise]}`;

export const ruleSetName = ({ name, version }: Pick<LightRuleSet, 'name' | 'version'>): string => `${name} 第${version}版`;

const wordsIn = (set: LightRuleSet, dimension: LightRule['dimension']): string => {
  const rule = set.rules.find((one) => one.dimension === dimension);
  return rule === undefined ? '不判' : ruleWords(rule);
};

interface RuleBandsProps {
  readonly set: LightRuleSet;
  /** another set beside it; what differs is marked with a word */
  readonly other: LightRuleSet | undefined;
}

interface BandLineProps {
  readonly title: string;
  readonly own: string;
  readonly others: string | undefined;
}
const BandLine = ({ title, own, others }: BandLineProps) => (
  <tr>
    <th scope="row">{title}</th>
    <td>{own}</td>
    {others !== undefined && (
      <td>
        {others}
        {others !== own && <strong className="light-differs"> 不同</strong>}
      </td>
    )}
  </tr>
);
const yellowWords = ({ yellowRoundsToRed: rounds }: LightRuleSet): string => (rounds === 0 ? '不转' : `连续${rounds}轮`);

/** A whole set as a table, every dimension with its bands. */
export const RuleBands = ({ set, other }: RuleBandsProps) => (
  <div className="light-bands">
    <table aria-label="各维度分档">
      <thead>
        <tr>
          <th scope="col">维度</th>
          <th scope="col">{ruleSetName(set)}</th>
          {other !== undefined && <th scope="col">{ruleSetName(other)}</th>}
        </tr>
      </thead>
      <tbody>
        {lightDimensions.map((dimension) => (
          <BandLine key={dimension} title={lightDimensionLabel[dimension]} own={wordsIn(set, dimension)} others={other === undefined ? undefined : wordsIn(other, dimension)} />
        ))}
        <BandLine title="连续黄灯转红灯" own={yellowWords(set)} others={other === undefined ? undefined : yellowWords(other)} />
        <BandLine title="预测所需期数" own={String(set.forecastPoints)} others={other === undefined ? undefined : String(other.forecastPoints)} />
      </tbody>
    </table>
  </div>
);
