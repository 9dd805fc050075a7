/**
 * A file name from outside is a text for display: no folders, no control or direction characters,
 * at most 200 characters. It never becomes a path.
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const mostCharacters = 200;

export function cleanFileName(name: string): string {
  const last = name.slice(-1000).split(/[/\\]/).at(-1) ?? '';
  const visible = last.toWellFormed().replace(hidden, '').trim();
  const characters = [...visible];
  if (characters.length === 0) return '未命名文件';
  if (characters.length <= mostCharacters) return visible;
  // The ending says what the file is, so the middle is what goes.
  const ending = /\.[0-9A-Za-z]{1,8}$/.exec(visible)?.[0] ?? '';
  return characters.slice(0, mostCharacters - ending.length).join('') + ending;
}

/** `Content-Disposition: attachment` with both forms of the name (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const clean = cleanFileName(name);
  const ascii = clean.replace(/[^0-9A-Za-z._-]/g, '_');
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
