/** The bytes of a ledger: UTF-8, two blanks of indent, a line end at the end (luoshi.plan/1, 7). */
export function writeLedger(ledger: object): string {
  return `${JSON.stringify(ledger, null, 2)}\n`;
}
