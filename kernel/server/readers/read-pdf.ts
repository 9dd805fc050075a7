/** PDF bytes → text by pdf.js (no scripts, no fonts fetched, no pictures drawn), under a page limit. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { type PdfPage, type PdfRun, type ReadText, pdfToText } from '#libs/plantext/readers/index.ts';
import { type ReadLimits, ReadRefusal } from './read-refusal.ts';

const home = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

const open = async (bytes: Buffer) => {
  try {
    return await getDocument({
      data: new Uint8Array(bytes),
      cMapUrl: `${join(home, 'cmaps')}/`,
      cMapPacked: true,
      standardFontDataUrl: `${join(home, 'standard_fonts')}/`,
      useSystemFonts: false,
      disableFontFace: true,
      isEvalSupported: false,
      verbosity: 0,
    }).promise;
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    throw new ReadRefusal(name === 'PasswordException' ? 'pdf_encrypted' : 'archive_corrupt');
  }
};

type TextItem = { readonly str: string; readonly transform: readonly number[]; readonly width: number; readonly height: number };

const runOf = ({ str, transform, width, height }: TextItem): PdfRun => {
  const [a = 0, b = 0, , , x = 0, y = 0] = transform;
  return { text: str, x, y, width, size: height > 0 ? height : Math.hypot(a, b) };
};

/** Reads a PDF. Throws ReadRefusal: pdf_encrypted, pdf_limits, no_text, archive_corrupt. */
export const readPdf = async (bytes: Buffer, limits: ReadLimits): Promise<ReadText> => {
  const document = await open(bytes);
  if (document.numPages > limits.pdfPages) throw new ReadRefusal('pdf_limits', `${document.numPages} 页`);
  const pages: PdfPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const content = await page.getTextContent();
    pages.push({ width, height, runs: content.items.filter((item): item is typeof item & TextItem => 'str' in item).map(runOf) });
    page.cleanup();
  }
  await document.destroy();
  const read = pdfToText(pages);
  if (read.text.trim() === '') throw new ReadRefusal('no_text');
  return read;
};
