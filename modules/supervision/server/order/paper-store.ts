/** Rows of publications and letters. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import { tableOf } from '../table.ts';

const publicationTable = tableOf({
  table: 'supervision.order_publication',
  key: ['publication_id'],
  row: {
    publication_id: 'uuid',
    order_id: 'uuid',
    cycle: 'int4',
    from_on: 'date',
    to_on: 'date',
    place: 'text',
    result: 'text',
    is_posted: 'bool',
    published_by: 'text',
    published_name: 'text',
    published_at: 'timestamptz',
    stopped_on: 'date?',
    stop_reason: 'text?',
    stopped_by: 'text?',
  },
});
export type PublicationRow = ValuesOf<typeof publicationTable.row>;

const letterTable = tableOf({
  table: 'supervision.order_letter',
  key: ['letter_id'],
  row: {
    letter_id: 'uuid',
    order_id: 'uuid',
    kind: 'text',
    number: 'text',
    year: 'int4',
    serial: 'int4',
    words: 'text',
    meets_on: 'date?',
    meets_at: 'text',
    issued_on: 'date',
    issued_by: 'text',
    issued_name: 'text',
    issued_at: 'timestamptz',
    file_id: 'uuid',
    file_name: 'text',
    sha256: 'text',
  },
});
export type LetterRow = ValuesOf<typeof letterTable.row>;

const listPublications = statement({
  name: 'supervision.list-order-publications',
  class: 'router',
  text: `select ${publicationTable.columns('p')} from supervision.order_publication p where p.region_code = $1 and p.order_id = $2 order by p.publication_id`,
  params: { region: 'text', orderId: 'uuid' },
  row: publicationTable.row,
});
const stop = statement({
  name: 'supervision.stop-order-publication',
  class: 'router',
  text: `update supervision.order_publication set stopped_on = $3, stop_reason = $4, stopped_by = $5 where region_code = $1 and publication_id = $2 and stopped_on is null`,
  params: { region: 'text', publicationId: 'uuid', on: 'date', reason: 'text', by: 'text' },
  row: {},
});
const listLetters = statement({
  name: 'supervision.list-order-letters',
  class: 'router',
  text: `select ${letterTable.columns('l')} from supervision.order_letter l where l.region_code = $1 and l.order_id = $2 order by l.letter_id`,
  params: { region: 'text', orderId: 'uuid' },
  row: letterTable.row,
});
const lastSerial = statement({
  name: 'supervision.last-letter-serial',
  class: 'router',
  text: 'select coalesce(max(l.serial), 0)::int4 as serial from supervision.order_letter l where l.region_code = $1 and l.kind = $2 and l.year = $3',
  params: { region: 'text', kind: 'text', year: 'int4' },
  row: { serial: 'int4' },
});

export const paperStore = {
  publications: (tx: Tx, orderId: string): Promise<PublicationRow[]> => tx.many(listPublications, { region: tx.region, orderId }),
  addPublication: (tx: Tx, row: PublicationRow): Promise<number> => tx.run(publicationTable.insert, { region: tx.region, ...row }),
  /** 0 when it was stopped before */
  stop: (tx: Tx, one: { publicationId: string; on: string; reason: string; by: string }): Promise<number> => tx.run(stop, { region: tx.region, ...one }),
  letters: (tx: Tx, orderId: string): Promise<LetterRow[]> => tx.many(listLetters, { region: tx.region, orderId }),
  addLetter: (tx: Tx, row: LetterRow): Promise<number> => tx.run(letterTable.insert, { region: tx.region, ...row }),
  lastSerial: async (tx: Tx, kind: string, year: number): Promise<number> => (await tx.one(lastSerial, { region: tx.region, kind, year })).serial,
};
