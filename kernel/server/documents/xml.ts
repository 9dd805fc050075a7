/** Text in XML parts: escaped, without the characters that XML 1.0 forbids. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

export function xmlText(text: string): string {
  return text.toWellFormed().replace(forbidden, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Core properties with a fixed date: the document's own date is in its text. */
export function corePart(title: string): string {
  const namespaces =
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const day = '<dcterms:created xsi:type="dcterms:W3CDTF">1980-01-01T00:00:00Z</dcterms:created>';
  return `${xmlHead}<cp:coreProperties ${namespaces}><dc:title>${xmlText(title)}</dc:title><dc:creator>落实</dc:creator>${day}</cp:coreProperties>`;
}
