/** W3C Web Annotation (JSON-LD): one annotation per field that stands in the text, by position and by quote. */
import type { CompiledPlan, Span } from '../model.ts';

const context = 32;

export interface Annotation {
  readonly '@context': 'http://www.w3.org/ns/anno.jsonld';
  readonly id: string;
  readonly type: 'Annotation';
  readonly motivation: 'identifying';
  readonly body: { readonly type: 'TextualBody'; readonly value: string; readonly purpose: 'tagging'; readonly format: 'text/plain' };
  readonly target: {
    readonly source: string;
    readonly selector: readonly [
      { readonly type: 'TextPositionSelector'; readonly start: number; readonly end: number },
      { readonly type: 'TextQuoteSelector'; readonly exact: string; readonly prefix: string; readonly suffix: string },
    ];
  };
}

const isSpan = (value: unknown): value is Span =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value && 'text' in value && typeof value.text === 'string' && typeof value.start === 'number';

const lists = ['targets', 'milestones', 'documents', 'recurring', 'conditions', 'projects', 'actors', 'terms', 'references'] as const;

/** All annotations in text order of their records; `source` is the address of the decoded text. */
export const toWebAnnotations = (plan: CompiledPlan, text: string, source: string): Annotation[] => {
  const annotations: Annotation[] = [];
  const add = (record: string, field: string, span: Span): void => {
    annotations.push({
      '@context': 'http://www.w3.org/ns/anno.jsonld',
      id: `${source}#${record}/${field}`,
      type: 'Annotation',
      motivation: 'identifying',
      body: { type: 'TextualBody', value: `${record}/${field}`, purpose: 'tagging', format: 'text/plain' },
      target: {
        source,
        selector: [
          { type: 'TextPositionSelector', start: span.start, end: span.end },
          { type: 'TextQuoteSelector', exact: span.text, prefix: text.slice(Math.max(0, span.start - context), span.start), suffix: text.slice(span.end, span.end + context) },
        ],
      },
    });
  };
  const visit = (record: string, path: string, value: unknown): void => {
    if (path.split('/')[0] === 'why') return;
    if (isSpan(value)) add(record, path === '' ? 'text' : path, value);
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) if (typeof inner === 'object' && inner !== null) visit(record, path === '' ? key : `${path}/${key}`, inner);
  };
  for (const list of lists) for (const record of plan[list]) visit(record.id, '', record);
  return annotations;
};
