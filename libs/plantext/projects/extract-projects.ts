/** Projects of a plan (plantext 7.4): named things to be built, changed or founded, with the figures bound to them. */
import { recordId } from '../ids.ts';
import type { ParsedText, ProjectAttribute, ProjectRecord, Range, Why } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { type Candidate, candidatesOf } from './candidates.ts';
import { type Cluster, clustersOf } from './mentions.ts';
import { tableCandidates } from './table-projects.ts';
import { type Reading, readingOf, spanAt } from './reading.ts';

export interface ProjectScan {
  /** figures of the text, by start (`scanQuantities`) */
  readonly quantities: readonly Quantity[];
  /** calendar expressions, in order (`scanTimes`) */
  readonly times: readonly TimeExpr[];
}

/** Order of the attribute keys in a record. */
const KEYS = [
  'investment',
  'length',
  'lanes',
  'roadClass',
  'area',
  'land',
  'floorArea',
  'capacity',
  'berths',
  'shoreline',
  'waterwayClass',
  'voltage',
  'diameter',
  'beds',
  'seats',
  'households',
  'period',
];

/** Grade of a code, plantext section 6; the minimum over the fields, times how sure the tier is. */
const GRADES: Readonly<Record<string, number>> = { 'shared.verb': 0.93, 'shared.head': 0.93, 'heading.fallback': 0.8 };
const TIER_GRADES: Readonly<Record<Candidate['tier'], number>> = { A: 0.95, B: 0.85, C: 0.75 };

const RAILWAYS = ['城际铁路', '高速铁路', '高铁', '客运专线', '铁路'];

/** A railway between cities is built by others than a county, whatever verb the county uses. */
const isForeignRailway = (reading: Reading, name: string): boolean => {
  if (!RAILWAYS.some((word) => name.endsWith(word)) || !(/[-—－–]/.test(name) || name.includes('至'))) return false;
  const title = reading.parsed.nodes.find((node) => node.kind === 'title')?.title ?? '';
  return /^[^省市]{1,12}[县区旗]/.test(title.slice(0, 14));
};

const controlOf = (reading: Reading, candidate: Candidate): ProjectRecord['control'] => {
  if (candidate.control !== null) return candidate.control;
  return isForeignRailway(reading, reading.text.slice(candidate.name.start, candidate.name.end)) ? 'external' : 'owner';
};

const attributesOf = (candidate: Candidate): Record<string, ProjectAttribute> => {
  const out: Record<string, ProjectAttribute> = {};
  if (candidate.attributes.size === 0) return out;
  for (const key of KEYS) {
    const value = candidate.attributes.get(key);
    if (value !== undefined) out[key] = value;
  }
  return out;
};

const spans = (reading: Reading, ranges: readonly Range[]): ReturnType<typeof spanAt>[] => ranges.map((range) => spanAt(reading, range.start, range.end));

const recordOf = (reading: Reading, { primary, others, key }: Cluster, seen: Map<string, number>): ProjectRecord => {
  const why: Why[] = primary.why.map(({ field, code, from }) => ({ field, code, from: spans(reading, from) }));
  const grade = Math.min(TIER_GRADES[primary.tier], ...why.map(({ code }) => GRADES[code] ?? 0.99));
  return {
    id: recordId('p', `project|${key}`, seen),
    node: primary.node,
    name: spanAt(reading, primary.name.start, primary.name.end),
    tier: primary.tier,
    status: primary.status === null || primary.stage === null ? null : { ...spanAt(reading, primary.status.start, primary.status.end), stage: primary.stage },
    nature: primary.nature,
    attributes: attributesOf(primary),
    mentions: spans(reading, others),
    control: controlOf(reading, primary),
    ...(primary.sharedHead === null ? {} : { sharedHead: spanAt(reading, primary.sharedHead.start, primary.sharedHead.end) }),
    ...(primary.places.length === 0 ? {} : { places: spans(reading, primary.places) }),
    why,
    conf: grade,
  };
};

/**
 * Reads the projects of a parsed plan, in text order. Pure and linear; never throws.
 *
 * @param parsed text with outline, sentences and enclosures (layers L1–L3)
 * @param scan figures of the whole text
 * @param seen record ids already given in this document; new ones are added
 */
export const extractProjects = (parsed: ParsedText, scan: ProjectScan, seen: Map<string, number> = new Map()): ProjectRecord[] => {
  const reading = readingOf(parsed, scan.times);
  const clusters = clustersOf(
    reading,
    [...candidatesOf(reading, scan.quantities), ...tableCandidates(reading, scan.quantities)].sort((a, b) => a.name.start - b.name.start),
  );
  return clusters.map((cluster) => recordOf(reading, cluster, seen));
};
