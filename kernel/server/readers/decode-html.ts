/** The encoding of a web page: BOM, then its own declaration in the first 2,048 bytes, then UTF-8, then GB18030. */
const labelOf = (head: string): string | undefined => {
  const at = head.toLowerCase().indexOf('charset=');
  if (at < 0) return undefined;
  let label = '';
  for (const c of head.slice(at + 8, at + 40)) {
    if (/[A-Za-z0-9_-]/.test(c)) label += c;
    else if (label !== '') break;
    else if (c !== '"' && c !== "'" && c !== ' ') break;
  }
  return label === '' ? undefined : label;
};

const tryDecode = (bytes: Buffer, label: string): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined; // unknown label or wrong bytes: the next candidate decides
  }
};

/** Decodes a page; bytes that fit no candidate are replaced, since a browser would show the page as well. */
export const decodeHtml = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const declared = labelOf(bytes.subarray(0, 2048).toString('latin1'));
  for (const label of [declared, 'utf-8', 'gb18030']) {
    const text = label === undefined ? undefined : tryDecode(bytes, label);
    if (text !== undefined) return text;
  }
  return new TextDecoder('utf-8').decode(bytes);
};
