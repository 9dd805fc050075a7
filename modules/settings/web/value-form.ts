/** The form of a parameter's value from its JSON Schema: one field per leaf; what is deeper is written as JSON. */
export interface ValueField {
  /** empty for a value that is no object */
  readonly key: string;
  readonly label: string;
  readonly kind: 'integer' | 'text' | 'boolean' | 'choice' | 'json';
  readonly choices?: readonly string[];
  readonly hint?: string;
}

type Json = Readonly<Record<string, unknown>>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function rangeOf(schema: Json): string | undefined {
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && typeof maximum === 'number') return `${minimum} 至 ${maximum}`;
  return undefined;
}

function fieldOf(key: string, schema: Json, label: string): ValueField {
  const own = typeof schema['label'] === 'string' ? schema['label'] : label;
  const range = rangeOf(schema);
  const hint = range === undefined ? {} : { hint: range };
  if (Array.isArray(schema['enum'])) return { key, label: own, kind: 'choice', choices: schema['enum'].map(String) };
  if (schema['type'] === 'integer') return { key, label: own, kind: 'integer', ...hint };
  if (schema['type'] === 'boolean') return { key, label: own, kind: 'boolean' };
  if (schema['type'] === 'string') return { key, label: own, kind: 'text' };
  return { key, label: own, kind: 'json', hint: '按 JSON 格式填写' };
}

export function valueFields(form: Json, label: string): readonly ValueField[] {
  const properties = form['properties'];
  if (form['type'] !== 'object' || !isJson(properties)) return [fieldOf('', form, label)];
  return Object.entries(properties).map(([key, schema]) => fieldOf(key, isJson(schema) ? schema : {}, key));
}

const textOf = (field: ValueField, value: unknown): string => {
  if (value === undefined) return field.kind === 'boolean' ? 'false' : (field.choices?.[0] ?? '');
  return field.kind === 'json' ? JSON.stringify(value) : String(value);
};

/** What the fields show at first: the value at hand. */
export function textsOf(fields: readonly ValueField[], value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field.key, textOf(field, field.key === '' ? value : isJson(value) ? value[field.key] : undefined)]));
}

function parse({ kind }: ValueField, text: string): unknown {
  if (kind === 'integer') return /^-?[0-9]{1,12}$/.test(text.trim()) ? Number(text) : text;
  if (kind === 'boolean') return text === 'true';
  if (kind !== 'json') return text;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The value as it is sent; what cannot be read goes as text, and the server says what is wrong with it. */
export function composeValue(fields: readonly ValueField[], texts: Readonly<Record<string, string>>): unknown {
  const [first] = fields;
  if (first?.key === '') return parse(first, texts[''] ?? '');
  return Object.fromEntries(fields.flatMap((field) => ((texts[field.key] ?? '') === '' ? [] : [[field.key, parse(field, texts[field.key] ?? '')] as const])));
}
