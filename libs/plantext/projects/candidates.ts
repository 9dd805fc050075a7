/** Walks the sentences and collects project candidates: name, verb, tier and the figures bound to each. */
import type { Clause, Enclosure, OutlineNode, ProjectAttribute, ProjectStage, Range, Sentence, WhyCode } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { judge, type Tier, zoneAllows } from './admission.ts';
import { ATTRIBUTE_SIGN, attributesIn, type FoundAttribute, mayBeWordy, quantitiesIn } from './attributes.ts';
import { type Item, itemsOf } from './item-list.ts';
import { kindOfName, mayNameThings, NAMING_SIGNS } from './naming.ts';
import { isHeading, type Reading, trimRange, type Zone } from './reading.ts';
import { knownPhrasesOf, type VerbPhrase, verbPhrasesOf } from './verb-phrases.ts';
import { CharSet } from '../source/char-set.ts';
import { signsOf } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import { wordSet } from './words.ts';

export interface Candidate {
  readonly node: string;
  readonly name: Range;
  tier: Tier;
  readonly specific: boolean;
  readonly status: Range | null;
  readonly stage: ProjectStage | null;
  readonly control: 'support' | 'seek' | null;
  readonly nature: string | null;
  /** a programme or an action: the words without 工程 name no thing */
  readonly action: boolean;
  readonly attributes: Map<string, ProjectAttribute>;
  readonly sharedHead: Range | null;
  readonly places: readonly Range[];
  readonly why: { readonly field: string; readonly code: WhyCode; readonly from: readonly Range[] }[];
}

interface Walk {
  readonly reading: Reading;
  readonly quantities: readonly Quantity[];
  readonly out: Candidate[];
  /** the last project named in this node: bare figures belong to it */
  last: Candidate | null;
  node: string;
  zone: Zone;
  places: Range[];
  /** the last verb named several things */
  many: boolean;
  /** … and closed them with 等项目: a bare figure behind is nobody's */
  listed: boolean;
  /** figures glued to the next name: "X产业园占地180亩" */
  given: readonly FoundAttribute[];
  /** the first figure that does not begin before the clause that is read */
  nextFigure: number;
  /** the clause that is read may hold an attribute; most hold none, nor do their names and brackets */
  figured: boolean;
  /** the clause measured last, and its attributes */
  measuredAt: number;
  measured: readonly FoundAttribute[];
  /** the clause looked at last for bare figures, and what it holds */
  bareAt: number;
  bare: readonly FoundAttribute[];
}

const NO_ATTRIBUTES: readonly FoundAttribute[] = [];

/** False when neither a figure nor a word that measures stands in a clause; asked of the clause that is read and those behind it. */
const mayHoldAttributes = ({ reading, quantities, nextFigure }: Walk, clause: Clause): boolean => {
  if ((clause.signs & ATTRIBUTE_SIGN) === 0) return false;
  let next = nextFigure;
  while (next < quantities.length && (quantities[next] as Quantity).start < clause.start) next++;
  return (next < quantities.length && (quantities[next] as Quantity).start < clause.end) || mayBeWordy(reading.plain, clause, 'clause');
};

/** Goes on to a clause; they come in text order. */
const enterClause = (walk: Walk, clause: Clause): void => {
  const { quantities } = walk;
  while (walk.nextFigure < quantities.length && (quantities[walk.nextFigure] as Quantity).start < clause.start) walk.nextFigure++;
  walk.figured = mayHoldAttributes(walk, clause);
};

const OPENERS_OF_PROJECT = ['项目', '该项目', '本项目', '工程', '该工程', '本工程', '其中'];
const PAST_BEFORE = ['已', '曾', '已经', '先后', '成功', '累计', '相继'];

const PAST_ENDS = new CharSet(PAST_BEFORE.map((word) => word.slice(-1)).join(''));

/** 已建成, 建成了: a result, not a promise. */
const isPast = (reading: Reading, phrase: VerbPhrase): boolean => {
  const { plain } = reading;
  const { start, end } = phrase.verb;
  return (
    (PAST_ENDS.has(plain.charCodeAt(start - 1)) && PAST_BEFORE.some((word) => plain.startsWith(word, start - word.length))) ||
    plain.charAt(end) === '了' ||
    plain.charAt(start) === '已'
  );
};

/** The attributes of a clause as a whole. */
const measure = (walk: Walk, clause: Range): readonly FoundAttribute[] => {
  if (walk.measuredAt !== clause.start) {
    walk.measuredAt = clause.start;
    walk.measured = attributesIn(walk.reading, walk.quantities, clause, 'clause');
  }
  return walk.measured;
};

const put = (map: Map<string, ProjectAttribute>, found: readonly FoundAttribute[]): void => {
  for (const { key, value } of found) if (!map.has(key)) map.set(key, value);
};

const bracketAttributes = ({ reading, quantities }: Walk, brackets: readonly Enclosure[]): readonly FoundAttribute[] =>
  brackets.length === 0 ? NO_ATTRIBUTES : brackets.flatMap(({ start, end }) => attributesIn(reading, quantities, { start: start + 1, end: end - 1 }, 'bracket'));

/** "(沿S101)", "(位于城关镇)": a place in a bracket. */
const placeBrackets = (reading: Reading, brackets: readonly Enclosure[]): Range[] =>
  brackets
    .filter((b) => '沿位在'.includes(reading.plain.charAt(b.start + 1)))
    .map((b) => ({ start: b.start + (reading.plain.startsWith('位于', b.start + 1) ? 3 : 2), end: b.end - 1 }));

const NO_PLACES: readonly Range[] = [];

const placesOf = ({ reading, places }: Walk, item: Item): readonly Range[] =>
  item.places.length === 0 && item.brackets.length === 0 && places.length === 0 ? NO_PLACES : [...item.places, ...placeBrackets(reading, item.brackets), ...places];

/** "确保X建成通车": no verb of building, but what is said behind the name is the promise. */
const WISHES = wordSet('确保 力争 努力 实现 保障 促使 力求');

const isAction = (item: Item): boolean => item.kind === null || (item.kind.cls === 'program' && item.kind.inner !== 'capital' && item.kind.inner !== 'area');

const stageOf = (phrase: VerbPhrase, item: Item): ProjectStage | null => {
  if (phrase.control !== null) return 'support';
  return item.stage ?? phrase.stage;
};

/** 投资12亿元的 is read like a clause; what follows a name, or is glued to it (22亿元云海智能家电), like a bracket. */
const modifierPlace = ({ plain }: Reading, modifier: Range, name: Range): 'clause' | 'bracket' =>
  modifier.start < name.start && plain.charAt(modifier.end - 1) !== '元' ? 'clause' : 'bracket';

/** The figures bound to a named thing; of two of one key the first counts. */
const attributesOf = (walk: Walk, item: Item): readonly FoundAttribute[] => {
  if (!walk.figured) return NO_ATTRIBUTES;
  const { reading, quantities } = walk;
  const { name, modifier } = item;
  const modifying = modifier === null ? NO_ATTRIBUTES : attributesIn(reading, quantities, modifier, modifierPlace(reading, modifier, name));
  return [...bracketAttributes(walk, item.brackets), ...walk.given, ...attributesIn(reading, quantities, name, 'name'), ...modifying];
};

const emit = (walk: Walk, phrase: VerbPhrase, item: Item, position: number): void => {
  const { reading } = walk;
  const found = attributesOf(walk, item);
  const judged = judge(reading, phrase, item, found.length > 0);
  if (judged === null || reading.plain.charAt(item.name.start) === '对' || !zoneAllows(walk.zone, judged)) return;
  const attributes = new Map<string, ProjectAttribute>();
  put(attributes, found);
  const hasVerb = phrase.verb.end > phrase.verb.start;
  const why: Candidate['why'] = [];
  if (position > 0 && hasVerb) why.push({ field: 'status', code: 'shared.verb', from: [phrase.verb] });
  if (item.sharedHead !== null && item.kind === null) why.push({ field: 'name', code: 'shared.head', from: [item.sharedHead] });
  const candidate: Candidate = {
    node: walk.node,
    name: item.name,
    tier: judged.tier,
    specific: judged.specific,
    status: hasVerb ? phrase.verb : item.stageAt,
    stage: stageOf(phrase, item),
    control: phrase.control,
    nature: item.kind?.nature ?? null,
    action: isAction(item),
    attributes,
    sharedHead: item.sharedHead,
    places: placesOf(walk, item),
    why,
  };
  walk.out.push(candidate);
  walk.last = candidate;
};

/** A clause that holds nothing but figures of the project named before. */
const bindBare = (walk: Walk, clause: Clause): void => {
  if (walk.last === null || walk.listed || !isBareFigures(walk, clause)) return;
  if (walk.many && SUMS.some((word) => walk.reading.plain.startsWith(word, clause.start))) return;
  put(walk.last.attributes, walk.bare);
  if (walk.last.sharedHead === null) walk.last.tier = 'A';
};

const isBareFigures = (walk: Walk, clause: Clause | undefined): boolean => {
  if (clause === undefined || !mayHoldAttributes(walk, clause)) return false;
  if (walk.bareAt !== clause.start) {
    walk.bareAt = clause.start;
    walk.bare = bareFigures(walk, clause);
  }
  return walk.bare.length > 0;
};

/** A figure with these is the sum over a list, not a property of its last thing. */
const SUMS = ['新增', '共', '合计', '累计', '总计', '共计', '可新增', '合计新增'];

const FIGURE_LEADS = [
  '项目',
  '工程',
  '该项目',
  '其中',
  '计划',
  '规划',
  '预计',
  '新增',
  '一期',
  '二期',
  '首期',
  '设计',
  '拟',
  '主要',
  '建设',
  '新建',
  '设有',
  '内设',
  '可',
  '提供',
  '境内',
];

const ATTRIBUTE_OPENERS = new CharSet('一二三四高城双主次准等ⅢⅣⅤ五六D');

/** Figures that open a clause, perhaps after a scope (固镇境内) or a lead (项目, 一期); "…达30平方公里以上" is a target. */
const bareFigures = (walk: Walk, clause: Range): readonly FoundAttribute[] => {
  const { plain } = walk.reading;
  if (!ATTRIBUTE_OPENERS.at(plain, clause.start) && quantitiesIn(walk.quantities, { start: clause.start, end: Math.min(clause.end, clause.start + 40) }).length === 0)
    return NO_ATTRIBUTES;
  return measure(walk, clause).filter(({ value }, index) => {
    if (index > 0) return true;
    const from = value.scope?.start ?? value.start;
    const before = plain.slice(clause.start, from);
    if (plain.startsWith('以上', value.end) || plain.startsWith('以内', value.end)) return false;
    return before === '' || (before.length <= 6 && FIGURE_LEADS.some((lead) => before.startsWith(lead)));
  });
};

/** Verbless: "X工程,全长45公里", "X开工建设", "X(总投资3亿元)". */
const admitsVerbless = (walk: Walk, items: readonly Item[], next: readonly Clause[], listed: boolean): boolean => {
  const only = items.length === 1 ? items[0] : undefined;
  if (items.some((item) => item.stage !== null && item.kind !== null)) return true;
  if (walk.figured && items.length > 0 && items.every((item) => bracketAttributes(walk, item.brackets).length > 0)) return true;
  if (listed && items.length > 0) return true;
  return (
    only !== undefined &&
    only.kind !== null &&
    !JOINED.test(walk.reading.plain.slice(only.name.start, only.name.end)) &&
    (isBareFigures(walk, next[0]) || (isOutput(walk, next[0]) && isBareFigures(walk, next[1])))
  );
};

/** 年加工饮片5000吨: what the works will put out, between its name and its money. */
const isOutput = (walk: Walk, clause: Range | undefined): boolean =>
  clause !== undefined &&
  /^(年|日)(产|加工|处理|生产|屠宰|出栏|储|供)/.test(walk.reading.plain.slice(clause.start, clause.start + 4)) &&
  quantitiesIn(walk.quantities, clause).length > 0;

/** 村庄优先纳入城镇污水管网: what is joined to a thing is not the thing. */
const JOINED = /纳入|接入|并入|采用|推广|优先/;

const GLUED_KEYS = new Set(['land', 'investment', 'length', 'floorArea', 'capacity']);

/** "河口县物流产业园占地180亩,计划总投资2.6亿元": a named facility, its figure right behind, no verb. */
const gluedName = (walk: Walk, clause: Clause): boolean => {
  const { reading } = walk;
  // the keys asked for below come from figures only
  if (!walk.figured || quantitiesIn(walk.quantities, clause).length === 0) return false;
  const found = measure(walk, clause);
  const first = found[0];
  if (first === undefined || !GLUED_KEYS.has(first.key) || first.value.start - clause.start < 5) return false;
  const phrases = verbPhrasesOf(reading, { start: clause.start, end: first.value.start });
  const [phrase] = phrases;
  if (phrase === undefined || phrases.length > 1 || phrase.kind !== 'none') return false;
  const items = itemsOf(reading, phrase);
  const [item] = items;
  if (item === undefined || items.length > 1 || item.kind === null || item.name.end !== first.value.start || isAction(item)) return false;
  const before = walk.out.length;
  walk.given = found;
  emit(walk, phrase, item, 0);
  walk.given = NO_ATTRIBUTES;
  walk.many = false;
  walk.listed = false;
  return walk.out.length > before;
};

/** 投资3000万元建设养殖基地: the money before the verb belongs to the first thing built. */
const outlayOf = (walk: Walk, clause: Range, phrases: readonly VerbPhrase[]): readonly FoundAttribute[] => {
  const first = phrases[0];
  if (!walk.figured || first === undefined || first.kind !== 'status' || first.verb.start - clause.start < 4) return NO_ATTRIBUTES;
  const found = attributesIn(walk.reading, walk.quantities, { start: clause.start, end: first.verb.start }, 'clause');
  return found.length === 1 && found[0]?.key === 'investment' ? found : NO_ATTRIBUTES;
};

const listLead = (reading: Reading, phrase: VerbPhrase): boolean => {
  if (reading.mask.charAt(phrase.object.start - 1) !== ':') return false;
  const before = reading.plain.slice(Math.max(0, phrase.object.start - 9), phrase.object.start - 1);
  return /(项目|工程|建设内容|重点项目|包括)$/.test(before);
};

const FRAME_ENDS = wordSet('重点 抓手 契机 目标 核心 主 载体 导向 支撑 基础 龙头 牵引 引领 主线 依托 主体 特色 突破口 单元 平台 纽带 根本 前提 引擎 骨干 补充');

/** "以实施棚户区改造…为重点": names a leaning, promises nothing. */
const isFrame = ({ plain }: Reading, clause: Range): boolean => {
  if (plain.charAt(clause.start) !== '以') return false;
  const word = FRAME_ENDS.endingAt(plain, clause.end, clause.start);
  return word > 0 && plain.charAt(clause.end - word - 1) === '为';
};

const PLACE_TAILS = wordSet('镇 乡 县 市 区 村 街道 园区 新区');
const PLACE_JOINTS = new CharSet('、等和');
const ETC = 0x7b49;

/** "在A镇、B乡等地…规划建设C": the places hold for the rest of the sentence. */
const readPlaces = (walk: Walk, phrase: VerbPhrase): void => {
  const { mask, plain } = walk.reading;
  let left = phrase.object.start;
  for (let at = left; at <= phrase.object.end && at - phrase.object.start < 80; at++) {
    const code = mask.charCodeAt(at);
    if (at < phrase.object.end && !PLACE_JOINTS.has(code)) continue;
    if (at - left <= 10 && at - left >= 3 && PLACE_TAILS.endingAt(plain, at, left) > 0) walk.places.push({ start: left, end: at });
    left = at + 1;
    if (code === ETC) return;
  }
};

const PLACE_SIGN = sign(['在']);
const ANY_SIGN = NAMING_SIGNS | ATTRIBUTE_SIGN | PLACE_SIGN;

/** A clause without the word of a thing: it may still say where, or give figures of the project named before. */
const readNameless = (walk: Walk, sentence: Sentence, clause: Clause): void => {
  if (isFrame(walk.reading, clause)) return;
  if ((clause.signs & PLACE_SIGN) !== 0) for (const phrase of knownPhrasesOf(walk.reading, clause)) if (phrase.word === '在') readPlaces(walk, phrase);
  walk.given = NO_ATTRIBUTES;
  if (walk.last === null) fallback(walk, sentence, clause);
  bindBare(walk, clause);
};

const readClause = (walk: Walk, sentence: Sentence, index: number): void => {
  const clause = sentence.clauses[index];
  // neither a thing nor a place nor a figure
  if (clause === undefined || (clause.signs & ANY_SIGN) === 0) return;
  enterClause(walk, clause);
  if (!mayNameThings(clause.signs)) {
    readNameless(walk, sentence, clause);
    return;
  }
  const before = walk.out.length;
  if (isFrame(walk.reading, clause) || gluedName(walk, clause)) return;
  const phrases = knownPhrasesOf(walk.reading, clause);
  walk.given = outlayOf(walk, clause, phrases);
  for (const phrase of phrases) {
    if (phrase.word === '在') readPlaces(walk, phrase);
    if (isPast(walk.reading, phrase) || (phrase.kind === 'other' && !WISHES.has(phrase.word))) continue;
    const named = itemsOf(walk.reading, phrase);
    if (named.length === 0) continue;
    const items = phrase.kind === 'other' ? named.filter((item) => item.stage !== null) : named;
    if (phrase.kind === 'none' && !admitsVerbless(walk, items, sentence.clauses.slice(index + 1, index + 3), listLead(walk.reading, phrase))) continue;
    if (items.length > 0) {
      walk.many = items.length > 1;
      walk.listed = items.length > 1 && items.every((item) => item.sharedHead !== null);
    }
    for (let position = 0; position < items.length; position++) {
      emit(walk, phrase, items[position] as Item, position);
      walk.given = NO_ATTRIBUTES;
    }
  }
  walk.given = NO_ATTRIBUTES;
  if (walk.out.length > before) return;
  if (walk.last === null) fallback(walk, sentence, clause);
  bindBare(walk, clause);
};

/** The heading of a block stands in for a name when the block gives figures and no name. */
const headingCandidate = (walk: Walk, node: OutlineNode): Candidate | null => {
  const { reading } = walk;
  if (node.title === null || node.kind === 'part' || node.kind === 'section' || node.kind === 'document' || node.kind === 'title') return null;
  const at = reading.text.slice(node.start, node.start + node.title.length + 24).indexOf(node.title);
  if (at < 0) return null;
  const start = node.start + at;
  const phrase = verbPhrasesOf(reading, { start, end: start + node.title.length }).at(-1);
  const items = phrase === undefined || phrase.kind === 'other' ? [] : itemsOf(reading, phrase);
  const item = items[0];
  // 新建项目, 重点工程: the heading says of what kind the things below are, not how one of them is called
  if (item === undefined || items.length > 1 || item.kind === null || phrase === undefined || item.kind.head.start === item.name.start) return null;
  const hasVerb = phrase.verb.end > phrase.verb.start;
  return {
    node: node.id,
    name: item.name,
    tier: 'A',
    specific: true,
    status: hasVerb ? phrase.verb : null,
    stage: stageOf(phrase, item),
    control: phrase.control,
    nature: item.kind.nature,
    action: isAction(item),
    attributes: new Map(),
    sharedHead: null,
    places: [],
    why: [{ field: 'name', code: 'heading.fallback', from: [item.name] }],
  };
};

const refersBack = (plain: string, sentence: Sentence): boolean => {
  const { start } = trimRange(plain, sentence);
  return OPENERS_OF_PROJECT.some((word) => plain.startsWith(word, start));
};

/** What may carry over from the sentence before: nothing, or the project that "项目总投资5亿元" refers to. */
const openSentence = (walk: Walk, sentence: Sentence): void => {
  const { reading, last } = walk;
  if (last !== null && !(sentence.node === walk.node && (last.why.some((why) => why.code === 'heading.fallback') || refersBack(reading.plain, sentence)))) walk.last = null;
  walk.node = sentence.node;
  walk.zone = reading.zones[sentence.nodeAt] ?? 'body';
  if (walk.places.length > 0) walk.places = [];
};

/** A block gives figures and no name: its heading is the name. */
const fallback = (walk: Walk, sentence: Sentence, clause: Clause): void => {
  if (!isBareFigures(walk, clause)) return;
  const node = walk.reading.parsed.nodes[sentence.nodeAt];
  if (node === undefined) return;
  const made = headingCandidate(walk, node);
  if (made === null || kindOfName(walk.reading.plain, made.name.start, made.name.end) === null) return;
  if (walk.reading.zoneOf(node.id) !== 'body') return;
  walk.out.push(made);
  walk.last = made;
};

/** 民生实事: "四、集中供热扩建工程" and a paragraph of amounts below: the heading is the project when the paragraph names none. */
const headedProjects = (walk: Walk): void => {
  const headed = walk.reading.parsed.nodes.filter((node) => node.kind === 'measure' && node.title !== null && (node.title.endsWith('工程') || node.title.endsWith('项目')));
  if (headed.length === 0) return;
  const named = new Set<string>();
  for (const candidate of walk.out) {
    for (let id: string | null = candidate.node; id !== null && !named.has(id); id = walk.reading.nodes.get(id)?.parent ?? null) named.add(id);
  }
  for (const node of headed) {
    if (node.title === null || named.has(node.id)) continue;
    if (node.end - node.start > node.title.length + (node.label?.length ?? 0) + 2 || walk.reading.zoneOf(node.id) !== 'body') continue;
    const made = headingCandidate(walk, node);
    if (made === null) continue;
    made.tier = 'B';
    walk.out.push(made);
  }
  walk.out.sort((a, b) => a.name.start - b.name.start);
};

/** Every candidate of the text in text order. */
export const candidatesOf = (reading: Reading, quantities: readonly Quantity[]): Candidate[] => {
  const walk: Walk = {
    reading,
    quantities,
    out: [],
    last: null,
    node: '',
    zone: 'body',
    places: [],
    many: false,
    listed: false,
    given: NO_ATTRIBUTES,
    nextFigure: 0,
    figured: false,
    measuredAt: -1,
    measured: NO_ATTRIBUTES,
    bareAt: -1,
    bare: NO_ATTRIBUTES,
  };
  const { sentences } = reading.parsed;
  const signs = signsOf(sentences);
  for (let i = 0; i < sentences.length; i++) {
    // nothing named, nothing to be bound: such a sentence changes nothing
    if (walk.last === null && ((signs[i] as number) & ANY_SIGN) === 0) continue;
    const sentence = sentences[i] as Sentence;
    const zone = reading.zones[sentence.nodeAt];
    // rows of tables are read by their columns
    if (zone === 'review' || zone === 'creed' || reading.parsed.nodes[sentence.nodeAt]?.kind === 'row' || isHeading(reading, sentence)) continue;
    openSentence(walk, sentence);
    for (let index = 0; index < sentence.clauses.length; index++) readClause(walk, sentence, index);
  }
  headedProjects(walk);
  return walk.out;
};
