/** Face of the readers: tokens, trees or runs in, text with provenance out. */
export { type DocxParts, docxToText } from './docx.ts';
export { type HtmlElement, type HtmlNode, htmlToText } from './html.ts';
export type { PdfPage, PdfRun } from './pdf-lines.ts';
export { pdfToText } from './pdf.ts';
export type { Origin, ReadText, ReadWarning } from './read-text.ts';
export type { XmlElement, XmlNode } from './xml-tree.ts';
