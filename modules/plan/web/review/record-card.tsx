import { memo } from 'react';
import { type PlanReview, type ReviewedField, recordListLabel, reviewVerdictLabel } from '../../contract/index.ts';
import type { Stretch } from '../text-layout.ts';
import { momentWords } from '../words.ts';
import { valueWords } from './field-words.ts';
import type { JsonValue } from './json-value.ts';
import type { PlanRecord, RecordField, RecordReviews } from './review-records.ts';
import { stateOf } from './review-records.ts';

/** What is pointed at: characters, and the characters they were concluded from. */
export interface Pointed {
  readonly spans: readonly Stretch[];
  readonly sources: readonly Stretch[];
}

export interface CardHandlers {
  readonly onPoint: (pointed: Pointed | undefined) => void;
  readonly onJump: (place: Stretch) => void;
}

export const pointedAt = (field: RecordField): Pointed => ({ spans: field.spans, sources: field.reasons.flatMap((reason) => reason.from) });

const percent = (confidence: number): string => `${Math.round(confidence * 100)}%`;

const OpinionLine = ({ review, list }: { readonly review: PlanReview; readonly list: string }) => (
  <span className={`opinion opinion-${review.verdict}`}>
    {reviewVerdictLabel[review.verdict]}
    {review.verdict === 'edited' && `为「${valueWords(list, review.field ?? '', review.to as JsonValue) || '空'}」`}
    {review.note !== null && review.note !== '' && `，理由：${review.note}`}
    <span className="opinion-by">
      {review.byName !== null && ` ${review.byName}`} {momentWords(review.at)}
    </span>
  </span>
);

interface FieldRowProps extends CardHandlers {
  readonly list: string;
  readonly field: RecordField;
  readonly review: ReviewedField | undefined;
  readonly tools: React.ReactNode;
}

const FieldRow = ({ list, field, review, tools, onPoint, onJump }: FieldRowProps) => {
  const place = field.spans[0] ?? field.reasons[0]?.from[0];
  const words = (
    <>
      <span className="field-name">{field.label}</span>
      <span className={field.words === '' ? 'field-words none' : 'field-words'}>{field.words === '' ? '未写明' : field.words}</span>
    </>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only lights up the text; the keyboard does the same by focus on the button inside
    <div className="field-row" data-field={field.field} onMouseEnter={() => onPoint(pointedAt(field))} onMouseLeave={() => onPoint(undefined)}>
      {place === undefined ? (
        <span className="field-main">{words}</span>
      ) : (
        <button type="button" className="field-main" onFocus={() => onPoint(pointedAt(field))} onBlur={() => onPoint(undefined)} onClick={() => onJump(place)}>
          {words}
        </button>
      )}
      {field.reasons.length > 0 && <span className="field-why">来由：{field.reasons.map((reason) => reason.words).join('；')}</span>}
      {tools}
      {review !== undefined && <OpinionLine review={review.latest} list={list} />}
    </div>
  );
};

interface RecordCardProps extends CardHandlers {
  readonly record: PlanRecord;
  readonly reviews: RecordReviews | undefined;
  readonly active: boolean;
  /** also fields that the text does not fill */
  readonly allFields: boolean;
  readonly onActivate?: ((id: string) => void) | undefined;
  readonly fieldTools?: ((field: RecordField) => React.ReactNode) | undefined;
  readonly children?: React.ReactNode;
}

const StateTag = ({ reviews }: { readonly reviews: RecordReviews | undefined }) => {
  const state = stateOf(reviews);
  return <span className={`state state-${state}`}>{state === 'unreviewed' ? '未审核' : reviewVerdictLabel[state]}</span>;
};

/** One record: what was read, how surely, why, and what people say about it. */
export const RecordCard = memo(({ record, reviews, active, allFields, onActivate, fieldTools, children, onPoint, onJump }: RecordCardProps) => {
  const fields = record.fields.filter((field) => allFields || field.words !== '' || reviews?.byField.has(field.field) === true);
  const first = record.main;
  const open = (): void => {
    onActivate?.(record.id);
    if (first !== undefined) onJump(first);
  };
  return (
    <article className={active ? 'record-card active' : 'record-card'} aria-current={active ? 'true' : undefined} data-record={record.id}>
      <header>
        <button
          type="button"
          className="record-title"
          aria-label={`${recordListLabel[record.list]}：${record.title}`}
          onClick={open}
          onFocus={() => onPoint({ spans: record.spans, sources: [] })}
          onBlur={() => onPoint(undefined)}
          onMouseEnter={() => onPoint({ spans: record.spans, sources: [] })}
          onMouseLeave={() => onPoint(undefined)}
        >
          {record.title}
        </button>
        <span className="record-facts">
          {record.confidence !== null && (
            <span className={record.confidence < 0.8 ? 'confidence low' : 'confidence'} title="机器读取的把握">
              把握 {percent(record.confidence)}
            </span>
          )}
          {onActivate !== undefined && <StateTag reviews={reviews} />}
        </span>
      </header>
      {reviews?.whole !== undefined && <OpinionLine review={reviews.whole.latest} list={record.list} />}
      <div className="record-fields">
        {fields.map((field) => (
          <FieldRow key={field.field} list={record.list} field={field} review={reviews?.byField.get(field.field)} tools={fieldTools?.(field)} onPoint={onPoint} onJump={onJump} />
        ))}
      </div>
      {children}
    </article>
  );
});
RecordCard.displayName = 'RecordCard';
