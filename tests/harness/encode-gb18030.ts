/** Text → GB18030, which the platform only decodes: the two-byte codes, turned round. Throws on what they do not hold. */
const codes = new Map<string, readonly [number, number]>();

function fill(): void {
  const decoder = new TextDecoder('gb18030');
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const text = trail === 0x7f ? '' : decoder.decode(new Uint8Array([lead, trail]));
      if (text.length === 1 && !codes.has(text)) codes.set(text, [lead, trail]);
    }
  }
}

export function encodeGb18030(text: string): Uint8Array {
  if (codes.size === 0) fill();
  const bytes: number[] = [];
  for (const char of text) {
    if (char.charCodeAt(0) < 0x80) bytes.push(char.charCodeAt(0));
    else {
      const code = codes.get(char);
      if (code === undefined) throw new RangeError(`no two-byte code for ${char}`);
      bytes.push(...code);
    }
  }
  return new Uint8Array(bytes);
}
