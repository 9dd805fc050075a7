/** Lines of a text that may end them with CRLF, LF or CR; the last line end opens no further line. One pass, no pattern. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    lines.push(text.slice(from, i));
    if (code === 13 && text.charCodeAt(i + 1) === 10) i += 1;
    from = i + 1;
  }
  if (from < text.length) lines.push(text.slice(from));
  return lines;
}
