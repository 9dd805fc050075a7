/** Partner regions: who a plan wants to work with beyond its own territory. 与江苏省泗洪县共建, 主动对接长三角. */
import type { Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { sign } from '../source/signs.ts';
import { isHanCode } from '../source/han.ts';
import type { Mention } from './mentions.ts';
import { wordSet } from './word-set.ts';

const list = (words: string): readonly string[] => words.split(' ');

/** Regions above the provinces that national plans name, and provinces strung together by their short names. */
const MACRO_REGIONS = list(
  '长三角 长江三角洲 珠三角 珠江三角洲 泛珠三角 京津冀 粤港澳 环渤海 成渝 川渝 海峡西岸 长江中游 长江经济带 黄河流域 淮河流域 汉江流域 关中平原 中原城市群 北部湾 海南自贸港 东北亚 东盟 沪苏浙 苏浙沪 江浙沪 沪苏浙皖 苏浙皖 京津 津冀 苏皖鲁豫 湘鄂赣 川滇黔 晋陕豫 陕甘宁',
);
/** What belongs to the name of such a region, or makes one of the name of a city. */
const MACRO_TAILS = wordSet(list('城市群 都市圈 经济圈 经济带 经济区 中心区 大湾区 合作区 一体化区 地区 双城经济圈 生态经济带'));
const MACROS = wordSet(MACRO_REGIONS);
/** Words after which a partner stands; those of the second list say the partnership themselves. */
const BESIDE = list('与 同');
const TOWARDS = list('对接 融入 承接 携手 联合 毗邻 接轨');
const LEADS = wordSet([...BESIDE, ...TOWARDS]);
const TOGETHER = list('合作 共建 对接 协作 联动 结对 帮扶 协同 联合 毗邻 互联互通 互认 签订 签署 联防联控 衔接 交流');
const CONTEXT = wordSet(TOGETHER);
/** A clause without one of these names no partner. */
export const PARTNER_SIGN: number = sign([...TOWARDS, ...TOGETHER]);

const LONGEST_REGION = 16;
const REACH = 24;
/** Own, all, any, neighbouring: no region by name. 城市, 县级市, 省级 are kinds. */
const NO_NAME =
  /^(?:各|全|本|我|我们|其他|其它|有关|相关|周边|周围|邻近|相邻|毗邻|外|国内|国外|沿线|沿江|沿海|发达|先进|上级|下级|省内|省外|市内|市外|县内|县外|一批|部分|若干|省|市|县|区|州)|[的等级直类域辖场民政间]|城市|境内|境外|海外|地市|区县|市县|乡镇|园区|开发|示范|产业|创新|企业|项目|高校|部门|政府/u;
const LEVELS = wordSet(list('省 自治区 市 自治州 地区 盟 县 自治县 自治旗 旗 区'));
const JOINS = new CharSet('、和及与');
/** 共同, 不同, 协同: no preposition. 参与, 给与: none either. */
const INSIDE_WORD = new CharSet('共不协等相合如连会参给赋授寄赠');

/** End of a chain of territories by name (江苏省泗洪县) from `at`, or `at`. A lone 区 is a kind of place, not a region. */
function territoryEnd(view: string, at: number, limit: number): number {
  let end = at;
  let stem = at;
  const stop = Math.min(limit, at + LONGEST_REGION);
  for (let i = at; i < stop && isHanCode(view.charCodeAt(i)); i++) {
    const level = LEVELS.at(view, i);
    if (level === undefined || i - stem < 2 || i + level.length > stop) continue;
    const name = view.slice(stem, i);
    if (NO_NAME.test(name) || i - stem > 8) return end;
    if (level === '区' && end === at) continue;
    end = i + level.length;
    stem = end;
    i = end - 1;
    if (JOINS.has(view.charCodeAt(end))) return end;
  }
  return end;
}

/** What may stand right behind the name of a territory: 蚌埠市教育局 is a body, not a region. */
const BEHIND = wordSet([...TOGETHER, ...list('的 等 开展 建立 进行 全面 深度 战略 对口 产业 园区 区域 在 就 两地 之间 共')]);

/** End of the region that begins at `at`, or `at` when none does. */
function regionEnd(view: string, at: number, limit: number): number {
  const macro = MACROS.at(view, at);
  if (macro !== undefined) {
    const end = at + macro.length;
    return Math.min(limit, end + (MACRO_TAILS.at(view, end)?.length ?? 0));
  }
  // 南京都市圈: a city and what grew around it
  for (let i = at + 2; i <= at + 4; i++) {
    const tail = MACRO_TAILS.at(view, i);
    if (tail === '都市圈' || tail === '城市群' || tail === '经济圈') return NO_NAME.test(view.slice(at, i)) ? at : Math.min(limit, i + tail.length);
  }
  const end = territoryEnd(view, at, limit);
  return end === limit || !isHanCode(view.charCodeAt(end)) || JOINS.has(view.charCodeAt(end)) || BEHIND.at(view, end) !== undefined ? end : at;
}

const saysTogether = (view: string, from: number, limit: number): boolean => {
  const stop = Math.min(limit, from + REACH);
  for (let i = from; i < stop; i++) if (CONTEXT.at(view, i) !== undefined) return true;
  return false;
};

/** Partner regions of a clause in text order. */
export function partnerRegions(view: string, clause: Range): Mention[] {
  const out: Mention[] = [];
  for (let i = clause.start; i < clause.end; i++) {
    const lead = LEADS.at(view, i);
    if (lead === undefined || (lead.length === 1 && INSIDE_WORD.has(view.charCodeAt(i - 1)))) continue;
    const found = regionsFrom(view, i + lead.length, clause.end);
    const last = found.at(-1);
    if (last === undefined || (lead.length === 1 && !saysTogether(view, last.end, clause.end))) continue;
    out.push(...found);
    i = last.end - 1;
  }
  return out;
}

const NO_REGIONS: readonly Mention[] = [];

/** The regions strung together from `at` on. */
function regionsFrom(view: string, at: number, limit: number): readonly Mention[] {
  let start = at;
  let end = regionEnd(view, start, limit);
  if (end === start) return NO_REGIONS;
  const out: Mention[] = [];
  while (end > start) {
    out.push({ start, end, acts: false, partner: true });
    if (!JOINS.has(view.charCodeAt(end)) || end + 1 >= limit) break;
    start = end + 1;
    end = regionEnd(view, start, limit);
  }
  return out;
}
