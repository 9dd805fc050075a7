/** Characters that XML 1.0 cannot hold are dropped, the five special ones escaped. */
const isAllowed = (code: number): boolean => code === 0x9 || code === 0xa || code === 0xd || (code >= 0x20 && code !== 0xfffe && code !== 0xffff);

const special: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

export const escapeXml = (text: string): string => {
  let out = '';
  for (let i = 0; i < text.length; i += 1) {
    const c = text[i] ?? '';
    const code = text.charCodeAt(i);
    const isHigh = code >= 0xd800 && code < 0xdc00;
    const isLow = code >= 0xdc00 && code < 0xe000;
    const next = text.charCodeAt(i + 1);
    if (isHigh && next >= 0xdc00 && next < 0xe000) {
      out += c + (text[i + 1] ?? '');
      i += 1;
    } else if (!isHigh && !isLow && isAllowed(code)) out += special[c] ?? c;
  }
  return out;
};

/** Opening tag without its bracket; attributes without a value are left out. */
const opening = (name: string, attributes: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .reduce((out, [key, value]) => `${out} ${key}="${escapeXml(value ?? '')}"`, `<${name}`);

/** The tags around content that is written elsewhere. */
export const openTag = (name: string, attributes: Readonly<Record<string, string | undefined>>): string => `${opening(name, attributes)}>`;

/** An element with attributes and content that is markup already. */
export const tag = (name: string, attributes: Readonly<Record<string, string | undefined>>, content: string): string =>
  content === '' ? `${opening(name, attributes)}/>` : `${opening(name, attributes)}>${content}</${name}>`;
