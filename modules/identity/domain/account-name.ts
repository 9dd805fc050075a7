/**
 * Account names: what may be one, and when two look alike. Uniqueness is by skeleton (after UTS #39): compatibility
 * forms, case, marks that do not show and letters of other scripts that look like Latin ones or digits are folded.
 */

export const accountNameLength = { least: 2, most: 32 } as const;

export type NameFault = 'empty' | 'short' | 'long' | 'invisible' | 'character' | 'edge';

export type ReadName = { readonly ok: true; readonly name: string; readonly skeleton: string } | { readonly ok: false; readonly fault: NameFault };

/** Cyrillic, Greek and Latin letters that are drawn like another letter (UTS #39 confusables, single letters, after folding case). */
const lookAlikes: Readonly<Record<string, string>> = {
  а: 'a',
  в: 'b',
  с: 'c',
  ԁ: 'd',
  е: 'e',
  һ: 'h',
  н: 'h',
  і: 'i',
  ј: 'j',
  к: 'k',
  ӏ: 'l',
  м: 'm',
  о: 'o',
  р: 'p',
  ԛ: 'q',
  г: 'r',
  ѕ: 's',
  т: 't',
  ѵ: 'v',
  ѡ: 'w',
  ԝ: 'w',
  х: 'x',
  у: 'y',
  ү: 'y',
  α: 'a',
  β: 'b',
  ε: 'e',
  η: 'n',
  ι: 'i',
  κ: 'k',
  μ: 'm',
  ν: 'v',
  ο: 'o',
  ρ: 'p',
  σ: 'o',
  τ: 't',
  υ: 'u',
  χ: 'x',
  ω: 'w',
  ı: 'l',
  ȷ: 'j',
  ɑ: 'a',
  ɡ: 'g',
  օ: 'o',
  ո: 'n',
  ս: 'u',
  // Digits that are read for letters, and i for l: 0/O, 1/l/I.
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
};

/** Full case folding by way of upper case: ß and ẞ meet in ss, the Kelvin sign in k. */
function foldCase(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/** The form in which two names that look alike are equal. It is compared, never shown. */
export function skeletonOf(name: string): string {
  const folded = foldCase(name.normalize('NFKC'))
    .normalize('NFD')
    .replace(/[\p{Mn}\p{Me}\p{Cf}]/gu, '');
  // Twice, because і (Cyrillic) is drawn like i and i like l. A pair such as `rn` for m is left alone: honest names would collide.
  const once = [...folded].map((letter) => lookAlikes[letter] ?? letter);
  const twice = once.map((letter) => lookAlikes[letter] ?? letter);
  return twice.join('').normalize('NFC');
}

const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]|\u034f/u;
const allowedCharacters = /^[\p{L}\p{M}\p{Nd}._@-]+$/u;

/** Reads a name as it was typed. Nothing is removed silently: what does not show is refused. */
export function readAccountName(typed: string): ReadName {
  if (typed === '') return { ok: false, fault: 'empty' };
  if (invisible.test(typed)) return { ok: false, fault: 'invisible' };
  const name = typed.normalize('NFC');
  const length = [...name].length;
  if (length < accountNameLength.least) return { ok: false, fault: 'short' };
  if (length > accountNameLength.most) return { ok: false, fault: 'long' };
  // Compatibility forms such as Kangxi radicals and full-width letters count as what they stand for.
  if (!allowedCharacters.test(name.normalize('NFKC'))) return { ok: false, fault: 'character' };
  if (/^[._@-]|[._@-]$|^\p{M}/u.test(name)) return { ok: false, fault: 'edge' };
  return { ok: true, name, skeleton: skeletonOf(name) };
}

export const nameFaultText: Readonly<Record<NameFault, string>> = {
  empty: '请填写「账号」',
  short: `「账号」不能少于${accountNameLength.least}个字`,
  long: `「账号」不能超过${accountNameLength.most}个字`,
  invisible: '「账号」含有看不见的字符（零宽字符、方向控制符等）。请删去后重新输入，不要从别处粘贴',
  character: '「账号」只能用文字、数字和 . _ - @，不能有空格和其他符号',
  edge: '「账号」的开头和结尾要是文字或数字',
};
