/**
 * 统一社会信用代码, GB 32100-2015: 18 characters = department (1), kind (2), division of the registering office (3–8,
 * GB/T 2260), body identifier (9–17, an organisation code of GB 11714) and check character (18, ISO 7064 mod 31).
 */
import { hasOrgCodeCheck } from './org-code.ts';

/** No I, O, S, V, Z: they are read as 1, 0, 5, U, 2. */
export const usccAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Character 1: who registers. */
export const usccDepartmentLabel: Readonly<Record<string, string>> = {
  '1': '机构编制',
  '2': '外交',
  '3': '司法行政',
  '4': '文化',
  '5': '民政',
  '6': '旅游',
  '7': '宗教',
  '8': '工会',
  '9': '市场监管',
  A: '中央军委改革和编制办公室',
  N: '农业',
  Y: '其他',
};

/** Characters 1–2: what is registered. Departments without rows here may use any second character. */
export const usccKindLabel: Readonly<Record<string, string>> = {
  '11': '机关',
  '12': '事业单位',
  '13': '编办直接管理机构编制的群众团体',
  '19': '其他',
  '51': '社会团体',
  '52': '民办非企业单位',
  '53': '基金会',
  '59': '其他',
  '91': '企业',
  '92': '个体工商户',
  '93': '农民专业合作社',
  N1: '组级集体经济组织',
  N2: '村级集体经济组织',
  N3: '乡镇级集体经济组织',
  N9: '其他',
  Y1: '其他',
};

export const usccFaults = ['empty', 'length', 'character', 'department', 'kind', 'division', 'body', 'check'] as const;
export type UsccFault = (typeof usccFaults)[number];

/** `message` says in Chinese what is wrong and what to do. */
export type UsccReading =
  | {
      readonly ok: true;
      readonly code: string;
      readonly department: string;
      readonly kind: string;
      /** division of the registering office, six digits */
      readonly division: string;
      readonly orgCode: string;
    }
  | { readonly ok: false; readonly fault: UsccFault; readonly message: string };

const no = (fault: UsccFault, message: string): UsccReading => ({ ok: false, fault, message });

/** Full-width letters and digits, blanks around, between or invisible, and lower case are habits of typing, not faults. */
export function tidyCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200f\ufeff]/g, '')
    .toUpperCase();
}

/** The check character of the first 17 characters; undefined when one of them is not of the alphabet. */
export function usccCheckCharacter(first17: string): string | undefined {
  const values = [...first17].map((character) => usccAlphabet.indexOf(character));
  if (values.length !== weights.length || values.includes(-1)) return undefined;
  const sum = values.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
  return usccAlphabet[(31 - (sum % 31)) % 31];
}

const lookalike: Readonly<Record<string, string>> = { I: '1', O: '0', S: '5', V: 'U', Z: '2' };

function strangeCharacter(code: string): UsccReading | undefined {
  const at = [...code].findIndex((character) => !usccAlphabet.includes(character));
  if (at < 0) return undefined;
  const found = [...code][at] ?? '';
  const meant = lookalike[found];
  const advice = meant === undefined ? '请按证书重新录入' : `统一社会信用代码不使用字母 I、O、S、V、Z，这里可能是「${meant}」，请按证书核对`;
  return no('character', `第 ${at + 1} 位是「${found}」，不是允许的字符；${advice}`);
}

function departmentAndKind(code: string): UsccReading | undefined {
  const [department = ''] = code;
  if (usccDepartmentLabel[department] === undefined) return no('department', `第 1 位「${department}」不是登记管理部门代码；请按证书核对`);
  const kinds = Object.keys(usccKindLabel).filter((key) => key.startsWith(department));
  if (kinds.length > 0 && !kinds.includes(code.slice(0, 2))) return no('kind', `第 2 位「${code[1]}」不是「${usccDepartmentLabel[department]}」登记的机构类别；请按证书核对`);
  return undefined;
}

/**
 * Reads a code as typed. A right check character alone is not enough: 123456789012345678 has one. The body identifier
 * must carry its own check (GB 11714) as well, and division, department and kind must be of the standard's form.
 */
export function readUscc(text: string): UsccReading {
  const code = tidyCode(text);
  if (code === '') return no('empty', '没有填写统一社会信用代码');
  const strange = strangeCharacter(code);
  if (strange !== undefined && code.length === 18) return strange;
  if (code.length !== 18) return no('length', `统一社会信用代码应为 18 位，现在是 ${code.length} 位；请按证书补全`);
  const head = departmentAndKind(code);
  if (head !== undefined) return head;
  if (!/^[1-9][0-9]{5}$/.test(code.slice(2, 8))) return no('division', `第 3 至 8 位「${code.slice(2, 8)}」应为登记机关的六位行政区划代码；请按证书核对`);
  const check = usccCheckCharacter(code.slice(0, 17));
  if (check !== code[17]) return no('check', `校验位不对：前 17 位对应的校验位不是「${code[17]}」。请逐位与证书核对，常见的是一位录错或两位颠倒`);
  if (!hasOrgCodeCheck(code.slice(8, 17))) return no('body', `第 9 至 17 位「${code.slice(8, 17)}」不是有效的组织机构代码；请按证书核对`);
  return { ok: true, code, department: code[0] ?? '', kind: code.slice(0, 2), division: code.slice(2, 8), orgCode: code.slice(8, 17) };
}
