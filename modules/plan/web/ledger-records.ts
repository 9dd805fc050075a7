import type { Ledger } from '../contract/index.ts';
import { recordListLabel } from '../contract/index.ts';
import type { Stretch } from './text-layout.ts';
import { attributeLabel } from './attribute-label.ts';

/** A record of the ledger as the details pane shows it. */
export interface RecordLine {
  readonly id: string;
  readonly title: string;
  /** short facts, each with its name */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  /** the words it was read from */
  readonly place: Stretch;
}

export interface RecordGroup {
  readonly name: string;
  readonly lines: readonly RecordLine[];
}

type ListName = keyof typeof recordListLabel;
type Fact = readonly [name: string, value: string | null | undefined];

const modalityLabel: Readonly<Record<string, string>> = { must: '必须', aim: '目标', strive: '力争', explore: '探索' };
const milestoneLabel = { designation: '争创', positioning: '定位', start: '启动', completion: '建成', deadline: '期限' } satisfies Record<
  Ledger['milestones'][number]['kind'],
  string
>;
const conditionLabel = { threshold: '门槛', eligibility: '资格', reward: '奖励', cap: '上限' } satisfies Record<Ledger['conditions'][number]['kind'], string>;
const roleLabel = { lead: '牵头', support: '配合', owner: '责任', mentioned: '提及' } satisfies Record<Ledger['actors'][number]['role'], string>;
const termLabel = { defined: '文中有解释', undefined: '文中未解释', plain: '一般名词' } satisfies Record<Ledger['terms'][number]['status'], string>;

const line = (id: string, title: string, place: Stretch, facts: readonly Fact[]): RecordLine => ({
  id,
  title,
  place,
  facts: facts.flatMap(([name, value]) => (value === null || value === undefined || value === '' ? [] : [{ name, value }])),
});

const isWithin = (place: Stretch, stretch: Stretch): boolean => place.start >= stretch.start && place.end <= stretch.end;

interface Place extends Stretch {
  readonly nodeId: string;
}

const readers: { readonly [N in ListName]: (ledger: Ledger, node: Place) => readonly RecordLine[] } = {
  targets: (ledger, node) =>
    ledger.targets
      .filter((target) => target.node === node.nodeId)
      .map((target) =>
        line(target.id, [target.indicator?.text ?? target.action?.text ?? target.head?.text ?? '', target.value.text].filter((part) => part !== '').join('：'), target.value, [
          ['时间', target.period?.source.text],
          ['强度', modalityLabel[target.modality]],
          ['范围', target.scope?.text],
          ['性质', target.binding],
        ]),
      ),
  milestones: (ledger, node) =>
    ledger.milestones
      .filter((milestone) => milestone.node === node.nodeId)
      .map((milestone) =>
        line(milestone.id, `${milestone.verb?.text ?? ''}${milestone.object?.text ?? ''}`, milestone.object ?? milestone.verb ?? node, [
          ['类别', milestoneLabel[milestone.kind]],
          ['时间', milestone.period?.source.text],
        ]),
      ),
  documents: (ledger, node) =>
    ledger.documents
      .filter((document) => document.node === node.nodeId)
      .map((document) =>
        line(document.id, `${document.verb.text}${document.object.text}`, document.object, [
          ['责任', document.owner],
          ['时间', document.period?.source.text],
        ]),
      ),
  recurring: (ledger, node) =>
    ledger.recurring
      .filter((duty) => duty.node === node.nodeId)
      .map((duty) =>
        line(duty.id, duty.duty.text, duty.duty, [
          ['频次', duty.frequency.text],
          ['说明', duty.vague ? '频次不明确' : null],
        ]),
      ),
  conditions: (ledger, node) =>
    ledger.conditions
      .filter((condition) => condition.node === node.nodeId)
      .map((condition) =>
        line(condition.id, `${condition.on?.text ?? ''}${condition.quantity?.text ?? ''}`, condition.quantity ?? condition.on ?? node, [
          ['类别', conditionLabel[condition.kind]],
          ['结果', condition.consequence?.text],
        ]),
      ),
  projects: (ledger, node) =>
    ledger.projects
      .filter((project) => project.node === node.nodeId)
      .map((project) =>
        line(project.id, project.name.text, project.name, [
          ['进度', project.status?.text],
          ...Object.entries(project.attributes).map(([name, attribute]): Fact => [attributeLabel[name] ?? '参数', attribute.text]),
        ]),
      ),
  actors: (ledger, node) =>
    ledger.actors
      .filter((actor) => actor.node === node.nodeId || actor.measures.includes(node.nodeId))
      .map((actor) =>
        line(actor.id, actor.name.text, actor.name, [
          ['角色', roleLabel[actor.role]],
          ['所在统称', actor.group?.text],
          ['合作区域', actor.partner === true ? '是' : undefined],
        ]),
      ),
  terms: (ledger, node) =>
    ledger.terms.flatMap((term) => {
      const mention = term.mentions.find((place) => isWithin(place, node));
      return mention === undefined || term.status === 'plain' ? [] : [line(term.id, term.text, mention, [['解释', term.definition?.text ?? termLabel[term.status]]])];
    }),
  references: (ledger, node) =>
    ledger.references
      .filter((reference) => isWithin(reference, node))
      .map((reference) => line(reference.id, reference.text, reference, [['状态', reference.missing ? '文中未附' : null]])),
};

/** The records that belong to a node itself, grouped by list, empty lists left out. */
export const recordsOf = (ledger: Ledger, node: Place): readonly RecordGroup[] =>
  (Object.keys(recordListLabel) as ListName[]).map((name) => ({ name: recordListLabel[name], lines: readers[name](ledger, node) })).filter((group) => group.lines.length > 0);

/** Findings whose words overlap the stretch. */
export const findingsAt = (findings: Ledger['findings'], stretch: Stretch): Ledger['findings'] =>
  findings.filter((finding) => finding.spans.some((span) => span.start < stretch.end && span.end > stretch.start));
