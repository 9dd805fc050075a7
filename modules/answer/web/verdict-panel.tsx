import { evidenceVoiceLabel } from '#kernel/evidence.ts';
import { clauseStateLabel, verdictOutcomeLabel } from '../contract/index.ts';
import type { ClauseReply } from './clause.page.tsx';
import { StateTag } from './state-tag.tsx';

/** The trace: what went in, by which rule, where the line is, what would change it. */
export const VerdictPanel = ({ clause: { verdict } }: { readonly clause: ClauseReply }) => (
  <section className="clause-panel" aria-label="判定过程">
    <h2>判定过程</h2>
    {verdict === null ? (
      <p className="muted">这一条款目前不判定。</p>
    ) : (
      <>
        <p className="verdict-sentence">
          {!verdict.sentence.startsWith(verdictOutcomeLabel[verdict.outcome]) && <b className="verdict-outcome">{verdictOutcomeLabel[verdict.outcome]}</b>}
          {verdict.sentence}
        </p>
        <dl className="verdict-facts">
          <dt>界线</dt>
          <dd>{verdict.boundary}</dd>
          {verdict.inputs.map((input) => (
            <div key={input.label} className="verdict-row">
              <dt>{input.label}</dt>
              <dd>
                {input.text}
                {input.evidenceIds.map((id) => (
                  <a key={id} className="evidence-link" href={`#evidence-${id}`}>
                    证据…{id.slice(-6)}
                  </a>
                ))}
              </dd>
            </div>
          ))}
          {verdict.missing.length > 0 && (
            <>
              <dt>缺少</dt>
              <dd>{verdict.missing.join('、')}</dd>
            </>
          )}
          {verdict.params.map((param) => (
            <div key={param.key} className="verdict-row">
              <dt>参数</dt>
              <dd>
                {param.label}：{param.value}（{param.source}）
              </dd>
            </div>
          ))}
          <dt>怎样会改变</dt>
          <dd>{verdict.change}</dd>
          <dt>规则</dt>
          <dd>{verdict.rule}</dd>
        </dl>
        {verdict.parts.length > 0 && (
          <ul className="verdict-parts">
            {verdict.parts.map((part) => (
              <li key={part.label}>
                {part.label}：{verdictOutcomeLabel[part.outcome]}，{part.text}
              </li>
            ))}
          </ul>
        )}
      </>
    )}
  </section>
);

/** What the unit says, what systems say, what a check found: each judged by the same rule. */
export const VoicesPanel = ({ clause }: { readonly clause: ClauseReply }) => (
  <section className="clause-panel" aria-label="三方说法">
    <h2>三方说法</h2>
    <ul className="voices">
      {clause.voices.map((voice) => (
        <li key={voice.voice}>
          <span className="voice-name">{evidenceVoiceLabel[voice.voice]}</span>
          {voice.evidenceIds.length === 0 ? <span className="muted">没有说法</span> : <StateTag state={voice.state} />}
          {voice.evidenceIds.length > 0 && <p className="clause-reason">{voice.sentence}</p>}
        </li>
      ))}
    </ul>
    <p className="answer-hint">{clause.divergence ?? '只有一方说法时不作比较。'}</p>
    {clause.clause.state === 'doubtful' && <p className="answer-hint">来源不一致，状态为「{clauseStateLabel.doubtful}」，已列入疑点。</p>}
  </section>
);
