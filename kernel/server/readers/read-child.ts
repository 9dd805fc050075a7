/** Entry of the limited child process: file bytes on stdin, one JSON line on stdout. Never imported. */
import { type ReadLimits, ReadRefusal } from './read-refusal.ts';

const [format = '', limitsText = '{}'] = process.argv.slice(2);
const limits = JSON.parse(limitsText) as ReadLimits;
const chunks: Buffer[] = [];
for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
const bytes = Buffer.concat(chunks);

/** Only the reader that is needed is loaded: the PDF library alone costs a third of a second. */
const read = async () => {
  if (format === 'xlsx') return { sheets: await (await import('./read-xlsx.ts')).readXlsx(bytes, limits) };
  if (format === 'csv') return { csv: (await import('./read-csv.ts')).readCsv(bytes) };
  if (format === 'docx') return (await import('./read-docx.ts')).readDocx(bytes, limits);
  return format === 'pdf' ? (await import('./read-pdf.ts')).readPdf(bytes, limits) : (await import('./read-html.ts')).readHtml(bytes);
};

const reply = await read().then(
  (found) => ({ ok: true as const, ...found }),
  (error: unknown) => {
    if (error instanceof ReadRefusal) return { ok: false as const, code: error.code, message: error.message };
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return { ok: false as const, code: 'archive_corrupt' as const, message: new ReadRefusal('archive_corrupt').message };
  },
);
process.stdout.write(JSON.stringify(reply), () => process.exit(0));
