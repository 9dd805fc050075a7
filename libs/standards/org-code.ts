/** 组织机构代码, GB 11714-1997: eight characters of 0–9 and A–Z with a check character mod 11. Since 2015 it lives on inside the USCC. */
const weights = [3, 7, 9, 10, 5, 8, 4, 2] as const;

/** The check character of the first eight; undefined when one of them is no digit and no capital letter. */
export function orgCodeCheckCharacter(first8: string): string | undefined {
  if (!/^[0-9A-Z]{8}$/.test(first8)) return undefined;
  const sum = weights.reduce<number>((total, weight, index) => total + weight * Number.parseInt(first8[index] ?? '', 36), 0);
  const rest = 11 - (sum % 11);
  if (rest === 10) return 'X';
  return rest === 11 ? '0' : String(rest);
}

/** True when the ninth character is the check of the first eight; a hyphen before it is not expected here. */
export function hasOrgCodeCheck(code: string): boolean {
  return code.length === 9 && orgCodeCheckCharacter(code.slice(0, 8)) === code[8];
}
