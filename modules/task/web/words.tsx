import { debtStandingLabel, type DebtStanding, itemStateLabel, type ItemState, reportStateLabel, type ReportState } from '../contract/index.ts';

type Tone = 'good' | 'warn' | 'bad' | 'plain';

export const Tag = ({ words, tone }: { readonly words: string; readonly tone: Tone }) => <span className={`task-tag ${tone}`}>{words}</span>;

const standingTone: Readonly<Record<DebtStanding, Tone>> = {
  waiting: 'plain',
  silent: 'bad',
  returned: 'bad',
  'in-hand': 'warn',
  'on-time': 'good',
  late: 'warn',
  dropped: 'plain',
};
export const StandingTag = ({ standing }: { readonly standing: DebtStanding }) => <Tag words={debtStandingLabel[standing]} tone={standingTone[standing]} />;

const reportTone: Readonly<Record<ReportState, Tone>> = {
  draft: 'plain',
  signing: 'warn',
  reviewing: 'warn',
  returned: 'bad',
  approved: 'good',
  confirmed: 'good',
  locked: 'good',
  unapproved: 'bad',
  correcting: 'warn',
};
export const ReportTag = ({ state }: { readonly state: ReportState }) => <Tag words={reportStateLabel[state]} tone={reportTone[state]} />;

const itemTone: Readonly<Record<ItemState, Tone>> = { awaiting: 'warn', advancing: 'plain', verifying: 'warn', closed: 'good', suspended: 'plain', withdrawn: 'plain' };
export const ItemTag = ({ state }: { readonly state: ItemState | null }) =>
  state === null ? <Tag words="未下达" tone="plain" /> : <Tag words={itemStateLabel[state]} tone={itemTone[state]} />;

/** `2026-03-02 09:00` of a moment with offset. */
export const momentWords = (moment: string): string => moment.slice(0, 16).replace('T', ' ');
/** `3/5（60.0%）`; coverage stands beside every rate. */
export const rateWords = ({ numerator, denominator, percent }: { readonly numerator: number; readonly denominator: number; readonly percent: string | null }): string =>
  percent === null ? '—' : `${numerator}/${denominator}（${percent}%）`;
