/**
 * Word's automatic numbering (ECMA-376 17.9): the labels are not in the text of the paragraphs but computed from
 * numbering.xml, styles.xml and everything that came before. Without this the marks 一、（一）1.（1） are lost.
 */
import { formatNumber } from './chinese-count.ts';
import { type XmlElement, childNamed, childrenNamed, valOf } from './xml-tree.ts';

interface Level {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  /** level that restarts this one; 0 = never (17.9.10) */
  readonly restartAfter: number | undefined;
  readonly isLegal: boolean;
}

interface NumberingInstance {
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, Level>;
  readonly startOverrides: ReadonlyMap<number, number>;
}

/** Where a paragraph stands in a list. */
export interface NumberedParagraph {
  readonly numId: string;
  readonly level: number;
}

const integer = (text: string | undefined, fallback: number): number => {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isFinite(value) ? value : fallback;
};

const readLevel = (element: XmlElement): Level => {
  const restart = valOf(childNamed(element, 'w:lvlRestart'));
  return {
    start: integer(valOf(childNamed(element, 'w:start')), 0),
    format: valOf(childNamed(element, 'w:numFmt')) ?? 'decimal',
    text: valOf(childNamed(element, 'w:lvlText')) ?? '',
    restartAfter: restart === undefined ? undefined : integer(restart, 0),
    isLegal: childNamed(element, 'w:isLgl') !== undefined,
  };
};

const readLevels = (element: XmlElement): Map<number, Level> => new Map(childrenNamed(element, 'w:lvl').map((level) => [integer(level.attributes['w:ilvl'], 0), readLevel(level)]));

/** All lists of a document; an instance keeps its abstract list's levels unless it overrides them. */
export const readNumbering = (root: XmlElement | undefined): ReadonlyMap<string, NumberingInstance> => {
  const abstracts = new Map<string, Map<number, Level>>();
  const instances = new Map<string, NumberingInstance>();
  if (root === undefined) return instances;
  for (const element of childrenNamed(root, 'w:abstractNum')) abstracts.set(element.attributes['w:abstractNumId'] ?? '', readLevels(element));
  for (const element of childrenNamed(root, 'w:num')) {
    const abstractId = valOf(childNamed(element, 'w:abstractNumId')) ?? '';
    const levels = new Map(abstracts.get(abstractId) ?? []);
    const startOverrides = new Map<number, number>();
    for (const override of childrenNamed(element, 'w:lvlOverride')) {
      const at = integer(override.attributes['w:ilvl'], 0);
      const level = childNamed(override, 'w:lvl');
      if (level !== undefined) levels.set(at, readLevel(level));
      const start = valOf(childNamed(override, 'w:startOverride'));
      if (start !== undefined) startOverrides.set(at, integer(start, 1));
    }
    instances.set(element.attributes['w:numId'] ?? '', { abstractId, levels, startOverrides });
  }
  return instances;
};

/** Renders the labels of paragraphs in document order. */
export class LabelRenderer {
  readonly #instances: ReadonlyMap<string, NumberingInstance>;
  /** counters belong to the abstract list, so that two instances of one list go on counting */
  readonly #counters = new Map<string, Map<number, number>>();
  readonly #seenInstances = new Set<string>();
  readonly unknownFormats = new Set<string>();

  constructor(instances: ReadonlyMap<string, NumberingInstance>) {
    this.#instances = instances;
  }

  /** The label of the next paragraph of a list; empty when the list has none (bullets, unknown ids). */
  next({ numId, level }: NumberedParagraph): string {
    const instance = this.#instances.get(numId);
    const definition = instance?.levels.get(level);
    if (instance === undefined || definition === undefined || numId === '0') return '';
    const counters = this.#countersOf(instance, numId);
    counters.set(level, (counters.get(level) ?? definition.start - 1) + 1);
    for (const [deeper, { restartAfter }] of instance.levels) {
      if (deeper > level && restartAfter !== 0 && (restartAfter === undefined || level < restartAfter)) counters.delete(deeper);
    }
    return this.#render(instance, counters, definition);
  }

  #countersOf(instance: NumberingInstance, numId: string): Map<number, number> {
    const counters = this.#counters.get(instance.abstractId) ?? new Map<number, number>();
    this.#counters.set(instance.abstractId, counters);
    if (!this.#seenInstances.has(numId)) {
      this.#seenInstances.add(numId);
      for (const [level, start] of instance.startOverrides) counters.set(level, start - 1);
    }
    return counters;
  }

  #render(instance: NumberingInstance, counters: ReadonlyMap<number, number>, definition: Level): string {
    if (definition.format === 'bullet') return definition.text === '—' || definition.text === '——' ? '——' : '';
    let out = '';
    for (let i = 0; i < definition.text.length; i += 1) {
      const digit = definition.text.charCodeAt(i + 1) - 0x31;
      if (definition.text[i] !== '%' || digit < 0 || digit > 8) {
        out += definition.text[i];
        continue;
      }
      const other = instance.levels.get(digit);
      const value = counters.get(digit) ?? other?.start ?? 1;
      out += this.#numeral(value, definition.isLegal ? 'decimal' : (other?.format ?? 'decimal'));
      i += 1;
    }
    return out;
  }

  #numeral(value: number, format: string): string {
    const text = formatNumber(value, format);
    if (text === undefined) this.unknownFormats.add(format);
    return text ?? String(value);
  }
}
