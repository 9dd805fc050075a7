/**
 * A file name from outside is a text for display: no folders, no control or direction characters,
 * at most 200 characters. It never becomes a path.
 */
const hidden = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

export function cleanFileName(name: string): string {
  const last = name.slice(-1000).split(/[/\\]/).at(-1) ?? '';
  const visible = last.toWellFormed().replace(hidden, '').trim();
  const characters = [...visible];
  return characters.length === 0 ? '未命名文件' : characters.slice(0, 200).join('');
}

/** `Content-Disposition: attachment` with both forms of the name (RFC 6266, RFC 8187). */
export function attachmentHeader(name: string): string {
  const clean = cleanFileName(name);
  const ascii = clean.replace(/[^0-9A-Za-z._-]/g, '_');
  const encoded = encodeURIComponent(clean).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
