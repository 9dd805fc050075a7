/** Two names with one key are one name to a reader: width, case, blanks, invisible characters and kind of brackets set aside. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/[“”「」『』"'‘’]/g, '')
    .replace(/[〔【[]/g, '(')
    .replace(/[〕】\]]/g, ')')
    .toLowerCase();
}
