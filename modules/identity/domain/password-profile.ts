/**
 * Two published yardsticks for passwords contradict each other: 等保三级 wants composition and rotation, OWASP ASVS forbids
 * both. A node follows one profile (a dated parameter); what it thereby misses of the other is said, not hidden.
 */

export const passwordProfileNames = ['gb-l3', 'asvs'] as const;
export type PasswordProfileName = (typeof passwordProfileNames)[number];
export const passwordProfileNameLabel = {
  'gb-l3': '等级保护第三级',
  asvs: 'OWASP ASVS 5.0',
} satisfies Record<PasswordProfileName, string>;

export interface PasswordProfile {
  readonly name: PasswordProfileName;
  readonly leastLength: number;
  readonly mostLength: number;
  /** how many of: upper case, lower case, digits, other characters */
  readonly leastClasses: number;
  /** null: passwords do not expire */
  readonly maxAgeDays: number | null;
  /** so many former passwords may not come back */
  readonly rememberedCount: number;
  /** where the rule comes from and which figures are a choice of this product */
  readonly source: string;
}

export const passwordProfiles: Readonly<Record<PasswordProfileName, PasswordProfile>> = {
  'gb-l3': {
    name: 'gb-l3',
    leastLength: 8,
    mostLength: 128,
    leastClasses: 3,
    maxAgeDays: 90,
    rememberedCount: 5,
    source:
      'GB/T 22239—2019《信息安全技术 网络安全等级保护基本要求》8.1.4.1 a)：身份鉴别信息具有复杂度要求并定期更换。标准没有给出数值；最短8位、三类字符、90天、不重复最近5个是本系统的取值。',
  },
  asvs: {
    name: 'asvs',
    leastLength: 8,
    mostLength: 128,
    leastClasses: 1,
    maxAgeDays: null,
    rememberedCount: 0,
    source: 'OWASP ASVS 5.0 第6.2节：至少8位（6.2.1），不限制字符组成（6.2.5），至少允许64位（6.2.9），不要求定期更换（6.2.10），不得是最常用的3000个（6.2.4）。',
  },
};

export type PasswordFault = 'short' | 'long' | 'classes' | 'common' | 'contains_name' | 'repeated' | 'reused' | 'invisible';

export interface PasswordCheck {
  readonly profile: PasswordProfile;
  /** account name and person name: neither may be the password's core */
  readonly names: readonly string[];
  readonly isCommon: (password: string) => boolean;
}

const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u];

function classesOf(password: string): number {
  const known = classes.filter((pattern) => pattern.test(password)).length;
  return known + ([...password].some((letter) => !classes.some((pattern) => pattern.test(letter))) ? 1 : 0);
}

/** One character, or a run such as 12345678 or abcdefgh, all along. */
function isRun(password: string): boolean {
  const codes = [...password].map((letter) => letter.codePointAt(0) ?? 0);
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0));
  return steps.length > 0 && [0, 1, -1].includes(steps[0] ?? 9) && steps.every((step) => step === steps[0]);
}

/** The form in which a password is hashed: composed, so that two keyboards give the same bytes. Never trimmed or cut. */
export function passwordForm(typed: string): string {
  return typed.normalize('NFC');
}

/** Everything that is wrong with a new password; empty when it will do. Reuse is checked against hashes by the server. */
export function passwordFaults(typed: string, { profile, names, isCommon }: PasswordCheck): readonly PasswordFault[] {
  const password = passwordForm(typed);
  const length = [...password].length;
  const lower = password.toLowerCase();
  const faults: PasswordFault[] = [];
  if (/[\p{Cc}\p{Cs}\p{Cn}]/u.test(password)) faults.push('invisible');
  if (length < profile.leastLength) faults.push('short');
  if (length > profile.mostLength) faults.push('long');
  if (classesOf(password) < profile.leastClasses) faults.push('classes');
  if (isCommon(lower)) faults.push('common');
  if (isRun(password)) faults.push('repeated');
  if (names.some((name) => [...name].length >= 3 && lower.includes(name.toLowerCase()))) faults.push('contains_name');
  return faults;
}

export function passwordFaultText(fault: PasswordFault, profile: PasswordProfile): string {
  return {
    short: `「密码」不能少于${profile.leastLength}个字符`,
    long: `「密码」不能超过${profile.mostLength}个字符`,
    classes: `「密码」要含大写字母、小写字母、数字、其他符号中的至少${profile.leastClasses}类`,
    common: '「密码」太常见，容易被猜中。请换一个',
    contains_name: '「密码」不能包含账号或姓名',
    repeated: '「密码」不能是同一个字符或连续的字符',
    reused: `「密码」不能与最近${profile.rememberedCount}个用过的密码相同`,
    invisible: '「密码」含有无法输入的控制字符',
  }[fault];
}

/** The rules in words, for the page on which a password is chosen. */
export function passwordRuleTexts(profile: PasswordProfile): readonly string[] {
  const rules = [`${profile.leastLength}到${profile.mostLength}个字符`];
  if (profile.leastClasses > 1) rules.push(`大写字母、小写字母、数字、其他符号中的至少${profile.leastClasses}类`);
  rules.push('不能是常见密码、连续字符，不能包含账号或姓名');
  if (profile.rememberedCount > 0) rules.push(`不能与最近${profile.rememberedCount}个用过的相同`);
  rules.push(profile.maxAgeDays === null ? '不要求定期更换' : `每${profile.maxAgeDays}天更换一次`);
  return rules;
}

/** Whether a password set at one moment has to be changed by now; the last day itself is still good. */
export function isPasswordExpired(ageDays: number, profile: PasswordProfile): boolean {
  return profile.maxAgeDays !== null && ageDays > profile.maxAgeDays;
}

/** In which sentences a profile departs from the other yardstick; shown to administrators and by `doctor`. */
export function profileDeviations(profile: PasswordProfile): readonly string[] {
  const found: string[] = [];
  if (profile.leastClasses > 1) found.push(`要求${profile.leastClasses}类字符，与 OWASP ASVS 5.0 第6.2.5条（不限制字符组成）不一致。`);
  if (profile.maxAgeDays !== null) found.push(`要求每${profile.maxAgeDays}天更换，与 OWASP ASVS 5.0 第6.2.10条（不要求定期更换）不一致。`);
  if (profile.leastClasses <= 1) found.push('不要求字符组成，与 GB/T 22239—2019 8.1.4.1 a)（复杂度要求）不一致。');
  if (profile.maxAgeDays === null) found.push('不要求定期更换，与 GB/T 22239—2019 8.1.4.1 a)（定期更换）不一致。');
  return found;
}
