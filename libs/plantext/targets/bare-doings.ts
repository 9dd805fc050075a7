/**
 * Doings whose thing stands elsewhere (实施改造项目，开工1万户; 新能源开工1600万千瓦、投产1000万千瓦) and capabilities to be
 * had (具备5%以上的响应能力).
 */
import type { Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { headAfter, type Name, themeOf } from './names.ts';
import { RareForms } from './rare-forms.ts';
import { isCount, type Verdict } from './reading-state.ts';

/** Doings that are said of a thing named before them or in the clause before. */
const DOINGS =
  /^(|.{2,12}?)(重点养护|养护|开工建设|新开工|开工|建成投产|建成|竣工|完工|投产|并网|投运|通车|开行|完成治理|完成改造|完成整治|完成|改造|整治|治理|新建|改扩建|改建|扩建|续建|修复|拆除|提升改造|改造提升|维修|更换|更新|加装|安装|交付|配租|发放|签约|落地)$/;
/** Their last characters: one look tells for most names that no doing ends them. */
const DOING_ENDS = new CharSet((DOINGS.source.match(/[一-龥](?=[|)])/g) ?? []).join(''));

function doingIn(view: string, name: Range & { readonly action: Range | null }): Range | null {
  if (!DOING_ENDS.has(view.charCodeAt(name.end - 1))) return null;
  const start = name.action?.start ?? name.start;
  const m = DOINGS.exec(view.slice(start, name.end));
  if (m === null) return null;
  const [, thing = '', doing = ''] = m;
  if (thing !== '' && (name.action !== null || !/^(开工|新开工|开工建设|投产|并网|投运|竣工|完工)$/.test(doing))) return null;
  return { start: start + thing.length, end: start + thing.length + doing.length };
}

export class BareDoings extends RareForms {
  /** 实施棚户区改造项目，开工1万户; 新能源开工1600万千瓦、投产1000万千瓦: a doing without its thing, which stands before. */
  protected readVerbAlone(v: Verdict, name: Name): boolean {
    const { dimension } = v.quantity;
    if (this.segment.bracket || v.around.growth || v.around.reach || !(isCount(v.quantity) || dimension === 'power' || dimension === 'length' || dimension === 'area'))
      return false;
    if (v.quantity.han === true) return false;
    const doing = doingIn(this.view, name);
    if (doing === null) return false;
    const thing =
      doing.start > name.start
        ? { start: name.start, end: doing.start }
        : (this.carry.lastIndicator ?? (this.carry.clause === null ? null : themeOf(this.view, this.carry.clause)));
    if (thing === null) return false;
    const f = this.figure(v, thing, doing);
    if (thing.start !== name.start) f.why.push({ field: 'indicator', code: 'inherited.indicator', from: [thing] });
    this.mode = 'before';
    this.verb = doing;
    this.push(f, v);
    return true;
  }

  /** 省级电网具备5%以上的尖峰负荷响应能力: a capability to be had, no condition. */
  protected readCapability(v: Verdict, after: number, rest: number): boolean {
    const { nameEnd, valueStart } = v.around;
    if (this.segment.bracket || v.quantity.han === true || v.quantity.dimension === 'none' || isCount(v.quantity)) return false;
    const verb = /(具备|形成|拥有|建立)$/.exec(this.view.slice(Math.max(this.segment.start, nameEnd - 2), nameEnd));
    const thing = rest - after > 30 ? null : /^的?([^,;]{2,20}(?:能力|产能|生产规模))$/.exec(this.view.slice(after, rest));
    if (verb === null || thing === null) return false;
    const f = this.figure(v, null, { start: nameEnd - 2, end: nameEnd });
    f.head = headAfter(this.view, after, rest);
    f.value = { start: valueStart, end: v.around.valueEnd };
    if (f.head === null) return false;
    this.push(f, v);
    return true;
  }
}
