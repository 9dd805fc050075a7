/** The keys of the output contract, read from the record types themselves, and the keys a compiled text shows. */
import type { CompiledPlan } from '../../model.ts';

/** Lists of records in the contract and the type of their members. */
export const LISTS = {
  targets: 'TargetRecord',
  milestones: 'MilestoneRecord',
  documents: 'DocumentRecord',
  recurring: 'RecurringRecord',
  conditions: 'ConditionRecord',
  projects: 'ProjectRecord',
  actors: 'ActorRecord',
  terms: 'TermRecord',
  references: 'ReferenceRecord',
} as const;

type List = keyof typeof LISTS;

interface Field {
  readonly key: string;
  readonly type: string;
}

/** Fields of `{ readonly a: X; readonly b?: Y }`, one or many lines; nested braces stay with their field. */
function fieldsOf(body: string): Field[] {
  const out: Field[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= body.length; i++) {
    const ch = body[i] ?? ';';
    if ('{<('.includes(ch)) depth++;
    else if ('}>)'.includes(ch)) depth--;
    else if (ch === ';' && depth === 0) {
      const line = body
        .slice(from, i)
        .replace(/\/\*\*[^*]*\*\//g, '')
        .trim();
      from = i + 1;
      const at = line.indexOf(':');
      if (at > 0)
        out.push({
          key: line.slice(0, at).replace('readonly ', '').replace('?', '').trim(),
          type: line.slice(at + 1).trim(),
        });
    }
  }
  return out;
}

/** Types that several lists share: their members need one line in all, not one in every list. */
const SHARED = { period: 'Period', why: 'Why', comparator: 'Comparator' } as const;

const sharedOf = (type: string): string | undefined => Object.values(SHARED).find((name) => new RegExp(`\\b${name}\\b`).test(type));

/** Reads the type declarations of `model.ts`; a key is `list.key`, a member of a closed choice `list.key=member`. */
export class ContractTypes {
  private readonly source: string;

  constructor(source: string) {
    this.source = source;
  }

  private bodyOf(name: string): string {
    const head = new RegExp(`interface ${name}(?: extends \\w+)? \\{`).exec(this.source);
    if (head === null) throw new Error(`no interface ${name}`);
    const start = head.index + head[0].length;
    return this.source.slice(start, this.source.indexOf('\n}', start));
  }

  private choiceOf(type: string): string[] {
    const alias = /^(\w+)( \| null)?$/.exec(type)?.[1];
    const written = alias === undefined ? type : (new RegExp(`type ${alias} =([^;]+);`).exec(this.source)?.[1] ?? '');
    return [...written.matchAll(/'([^']+)'/g)].map((m) => m[1] as string);
  }

  private add(prefix: string, type: string, out: string[]): void {
    out.push(prefix);
    const map = /Record<string, (\w+)>/.exec(type)?.[1];
    const inline = /\{([\s\S]*)\}/.exec(type)?.[1];
    if (map !== undefined) this.addFields(`${prefix}.*`, this.bodyOf(map), out);
    else if (inline !== undefined) this.addFields(prefix, inline, out);
    else if (sharedOf(type) === undefined) for (const member of this.choiceOf(type)) out.push(`${prefix}=${member}`);
  }

  private addFields(prefix: string, body: string, out: string[]): void {
    for (const field of fieldsOf(body)) this.add(`${prefix}.${field.key}`, field.type, out);
  }

  /** Every key of every record of the contract. */
  keys(): string[] {
    const out: string[] = [];
    for (const [list, type] of Object.entries(LISTS)) this.addFields(list, this.bodyOf(type), out);
    this.addFields('Period', this.bodyOf('Period'), out);
    this.addFields('Why', this.bodyOf('Why').replace('WhyCode', 'string'), out);
    for (const member of this.choiceOf('Comparator')) out.push(`Comparator=${member}`);
    return out;
  }
}

function note(prefix: string, value: unknown, shown: Set<string>): void {
  if (value === null || value === undefined || value === false) return;
  // `why` is empty where every field stands in the text; any other empty list shows nothing
  if (Array.isArray(value) && value.length === 0 && !prefix.endsWith('.why')) return;
  shown.add(prefix);
  const last = prefix.slice(prefix.lastIndexOf('.') + 1);
  const at = last in SHARED ? SHARED[last as keyof typeof SHARED] : prefix;
  if (typeof value === 'string') shown.add(`${at}=${value}`);
  else if (Array.isArray(value)) for (const item of value) note(at, item, shown);
  else if (typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) note(last === 'attributes' ? `${at}.*` : `${at}.${key}`, inner, shown);
  }
}

/** Adds the keys that the records of a plan fill: a value that is neither null, false nor empty. */
export function noteKeys(plan: CompiledPlan, shown: Set<string>): void {
  for (const list of Object.keys(LISTS) as List[]) for (const record of plan[list]) for (const [key, value] of Object.entries(record)) note(`${list}.${key}`, value, shown);
}
