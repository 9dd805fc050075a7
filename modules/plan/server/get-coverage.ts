import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor } from '#kernel/read-cursor.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { coverageOf, parseText } from '#libs/plantext/index.ts';
import { getCoverage } from '../contract/index.ts';
import { readEdition } from './read-edition.ts';

/** Sentences are told apart by their start; the cursor is the start of the last one shown. */
const startAfter = (cursor: string | undefined): number => Number(readCursor(cursor, { start: /^[0-9]{1,9}$/ })?.start ?? -1);

export const getCoverageUseCase = useCase(getCoverage, async ({ params, query }, context) => {
  const after = startAfter(query.cursor);
  const { plan, text } = await readEdition(params, context);
  const coverage = coverageOf(parseText(text), plan);
  const wanted = coverage.sentences.filter(({ records }) => query.only === undefined || records.length === 0);
  const limit = query.limit ?? defaultPageSize;
  const page = cutPage(
    wanted.filter(({ start }) => start > after),
    limit,
    ({ start }) => [String(start)],
  );
  return {
    items: page.rows.map(({ start, end, node, records }) => ({ start, end, text: text.slice(start, end), node, records: [...records] })),
    nextCursor: page.nextCursor,
    total: wanted.length,
    counts: {
      sentences: coverage.sentences.length,
      mapped: coverage.mapped,
      unmapped: coverage.unmapped,
      sentenceChars: coverage.sentenceChars,
      textChars: text.length,
    },
  };
});
