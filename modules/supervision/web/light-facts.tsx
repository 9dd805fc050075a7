import type { Reply } from '#kernel/endpoint.ts';
import { type getTaskLight, greyReasonLabel } from '../contract/index.ts';
import { LightTag } from './light-tag.tsx';

export type ShownLight = NonNullable<Reply<typeof getTaskLight>['lit']>;

/** The colour in one line; the unit's own beside it when it is another one. */
export const LightLine = ({ shown, more = '' }: { readonly shown: ShownLight; readonly more?: string }) => (
  <p>
    <LightTag colour={shown.light.objectLight} />
    {shown.light.unitLight !== shown.light.objectLight && (
      <>
        ，单位责任 <LightTag colour={shown.light.unitLight} />
      </>
    )}
    ，{shown.on}
    {more}
    {shown.light.greyReason !== null && `，${greyReasonLabel[shown.light.greyReason]}`}
  </p>
);

/** Every cause with its value, band and distance to the next colour; then what comes, if nothing new happens. */
export const LightCauses = ({ shown }: { readonly shown: ShownLight }) => (
  <>
    <h3>原因</h3>
    <ul className="light-causes">
      {shown.light.causes.length === 0 && <li>{shown.light.objectLight === 'blue' ? '已完成，不再判灯。' : '没有可判的事实。'}</li>}
      {shown.light.causes.map((cause) => (
        <li key={`${cause.dimension}${cause.sentence}`}>
          <LightTag colour={cause.colour} /> {cause.sentence}
        </li>
      ))}
    </ul>
    <h3>预告</h3>
    <p>{shown.forecast === null ? '照现在的情况，灯号不会变。' : shown.forecast.sentence}</p>
  </>
);

export const LightHistory = ({ shown }: { readonly shown: ShownLight }) => (
  <ul className="light-history">
    {shown.history.toReversed().map((span) => (
      <li key={span.from}>
        {span.from} 至 {span.to} <LightTag colour={span.objectLight} />
      </li>
    ))}
  </ul>
);

export const RuleLine = ({ shown }: { readonly shown: ShownLight }) => (
  <p className="muted">
    依据：{shown.rule.label}（{shown.rule.source}）
  </p>
);
