import { Button } from 'antd';
import { type LightBand, type LightDimension, type LightRule, type LightRuleSet, lightColourLabel, lightDimensionLabel, lightDimensions } from '../contract/index.ts';
import { bandWords } from '../domain/index.ts';

const colours = ['green', 'yellow', 'red'] as const;
const signs: readonly LightBand['is'][] = ['<=', '<', '>=', '>'];
const mostBands = 4;
const plainRule = (dimension: LightDimension): LightRule => ({ dimension, bands: [{ colour: 'green', is: '<=', bound: '0' }], otherwise: 'red' });

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly value: V;
  readonly values: readonly V[];
  readonly words: (value: V) => string;
  readonly onChange: (value: V) => void;
}
const Choice = <V extends string>({ label, value, values, words, onChange }: ChoiceProps<V>) => (
  <select aria-label={label} value={value} onChange={(event) => onChange(event.target.value as V)}>
    {values.map((one) => (
      <option key={one} value={one}>
        {words(one)}
      </option>
    ))}
  </select>
);

interface RuleLineProps {
  readonly rule: LightRule;
  readonly onChange: (rule: LightRule) => void;
  readonly onDrop: () => void;
}

const RuleLine = ({ rule, onChange, onDrop }: RuleLineProps) => {
  const title = lightDimensionLabel[rule.dimension];
  const setBand = (index: number, change: Partial<LightBand>): void => onChange({ ...rule, bands: rule.bands.map((band, at) => (at === index ? { ...band, ...change } : band)) });
  return (
    <li className="light-rule">
      <strong>{title}</strong>
      {rule.bands.map((band, index) => {
        const at = `${title}第${index + 1}档`;
        return (
          // Bands have no name of their own; their place is what they are.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <span key={index} className="light-band">
            <Choice label={`${at}灯号`} value={band.colour} values={colours} words={(one) => lightColourLabel[one]} onChange={(colour) => setBand(index, { colour })} />
            <Choice label={`${at}比较`} value={band.is} values={signs} words={(one) => bandWords(one, '', 'quantity')} onChange={(is) => setBand(index, { is })} />
            <input aria-label={`${at}界限`} inputMode="decimal" maxLength={12} value={band.bound} onChange={(event) => setBand(index, { bound: event.target.value.trim() })} />
            {rule.bands.length > 1 && (
              <Button size="small" aria-label={`删去${at}`} onClick={() => onChange({ ...rule, bands: rule.bands.filter((_, place) => place !== index) })}>
                删
              </Button>
            )}
          </span>
        );
      })}
      <span className="light-band">
        其余
        <Choice
          label={`${title}其余灯号`}
          value={rule.otherwise}
          values={colours}
          words={(one) => lightColourLabel[one]}
          onChange={(otherwise) => onChange({ ...rule, otherwise })}
        />
      </span>
      <span className="light-rule-acts">
        {rule.bands.length < mostBands && (
          <Button size="small" aria-label={`${title}加一档`} onClick={() => onChange({ ...rule, bands: [...rule.bands, { colour: 'yellow', is: '<=', bound: '0' }] })}>
            加一档
          </Button>
        )}
        <Button size="small" aria-label={`不判${title}`} onClick={onDrop}>
          不判
        </Button>
      </span>
    </li>
  );
};

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
}
const NumberField = ({ label, value, onChange }: NumberFieldProps) => (
  <label>
    {label}
    <input type="number" min={0} value={Number.isNaN(value) ? '' : value} onChange={(event) => onChange(event.target.valueAsNumber)} />
  </label>
);

interface RuleEditorProps {
  readonly draft: LightRuleSet;
  readonly onChange: (draft: LightRuleSet) => void;
}

/** A draft set: what is typed is tried and adopted as it stands; the server names the field that does not fit. */
export const RuleEditor = ({ draft, onChange }: RuleEditorProps) => {
  const setRule = (dimension: LightDimension, rule: LightRule | undefined): void =>
    onChange({ ...draft, rules: draft.rules.flatMap((one) => (one.dimension === dimension ? (rule ?? []) : one)) });
  const missing = lightDimensions.filter((dimension) => draft.rules.every((rule) => rule.dimension !== dimension));
  return (
    <>
      <div className="light-draft-head">
        <label>
          规则名称
          <input value={draft.name} maxLength={60} onChange={(event) => onChange({ ...draft, name: event.target.value })} />
        </label>
        <NumberField label="版本" value={draft.version} onChange={(version) => onChange({ ...draft, version })} />
        <NumberField label="连续几轮黄灯转红灯（0为不转）" value={draft.yellowRoundsToRed} onChange={(yellowRoundsToRed) => onChange({ ...draft, yellowRoundsToRed })} />
        <NumberField label="预测所需期数" value={draft.forecastPoints} onChange={(forecastPoints) => onChange({ ...draft, forecastPoints })} />
      </div>
      <p className="muted">各档从前往后判断，第一个符合的定灯号；都不符合的为「其余」。</p>
      <ul className="light-rules">
        {draft.rules.map((rule) => (
          <RuleLine key={rule.dimension} rule={rule} onChange={(next) => setRule(rule.dimension, next)} onDrop={() => setRule(rule.dimension, undefined)} />
        ))}
      </ul>
      {missing.length > 0 && (
        <p>
          不判的维度：
          {missing.map((dimension) => (
            <Button key={dimension} size="small" onClick={() => onChange({ ...draft, rules: [...draft.rules, plainRule(dimension)] })}>
              加上{lightDimensionLabel[dimension]}
            </Button>
          ))}
        </p>
      )}
    </>
  );
};
