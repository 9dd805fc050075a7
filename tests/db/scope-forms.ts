/**
 * The form of the scope clause (kernel/access.ts): tests/access/decide-scope.db.test.ts proves that clause equal to `decide`; a statement that
 * asks for the rights of the caller must ask in no other form, for the unit and for the path, and nothing may stand beside it as a way around.
 */
interface Asking {
  readonly name: string;
  readonly text: string;
  readonly params: Readonly<Record<string, string>>;
}

/** The stretch from an opening parenthesis to the one that closes it. */
function parenthesised(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(open, at + 1);
  }
  return text.slice(open);
}

/** The parts of a condition that `and` joins, outside of parentheses. */
function conjuncts(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  for (let at = 0; at < text.length; at += 1) {
    const inner = text[at] === '(' ? parenthesised(text, at) : (text[at] ?? '');
    if (/\W$/.test(part) && /^and\b/.test(text.slice(at))) {
      parts.push(part.trim());
      part = '';
      at += 2;
    } else {
      part += inner;
      at += inner.length - 1;
    }
  }
  return [...parts, part.trim()];
}

const ofUnit = /^\(([a-z])\.o is null or /;
const ofPath = /^(\([a-z]\.p is null or starts_with\([a-z_]+\.[a-z_]+, [a-z]\.p\)\)|[a-z]\.p is null)$/;
const pairs = /\bexists \(select from unnest\((\$\d+)::text\[\], (\$\d+)::text\[\]\) [a-z] \(o, p\)/g;

/** What is wrong with the scope clauses of a statement. */
export function scopeFaults({ text, params }: Asking): readonly string[] {
  const faults: string[] = [];
  const asked = new Set<string>();
  for (const match of text.matchAll(pairs)) {
    for (const param of match.slice(1)) asked.add(param ?? '');
    const clause = parenthesised(text, match.index + 'exists '.length);
    const condition = clause.slice(1, -1).replace(/^[\s\S]*?\swhere\s/, '');
    const parts = conjuncts(condition);
    if (parts.filter((part) => ofUnit.test(part)).length !== 1) faults.push(`does not ask for the unit: ${condition}`);
    if (parts.filter((part) => ofPath.test(part)).length !== 1) faults.push(`does not ask for the path: ${condition}`);
    if (/\bor\s*$/.test(text.slice(0, match.index)) || /^\s*or\b/.test(text.slice(match.index + 'exists '.length + clause.length))) faults.push(`has a way around: ${condition}`);
  }
  // The rights of the caller, by the names that `scope` gives them.
  const given = Object.keys(params).flatMap((param, nth) => (/^(\w+O|o)rgs$|^(\w+P|p)aths$/.test(param) && Object.values(params)[nth] === 'text?[]' ? [`$${nth + 1}`] : []));
  for (const param of given) if (!new RegExp(`unnest\\([^)]*\\${param}::`).test(text)) faults.push(`does not ask the rights in ${param}`);
  return faults.map((fault) => fault.replaceAll(/\s+/g, ' '));
}
