/** Entries, their documents and verifications: statements and mapping. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { EntryContent, VerificationMethod, VerificationOutcome } from '../contract/index.ts';

const insertDocument = statement({
  name: 'answer.insert-document',
  class: 'router',
  text: `insert into answer.document (region_code, document_id, sha256, name, media_type, bytes, content, uploaded_by, uploaded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  params: { region: 'text', documentId: 'uuid', sha256: 'text', name: 'text', mediaType: 'text', bytes: 'int4', content: 'bytea', by: 'text', at: 'timestamptz' },
  row: {},
});

/** $3 the reader, $4 the paths that they may read: theirs, or one that proves a clause there; nobody learns of others by their id, nor takes them for an own entry. */
const readable = `(d.uploaded_by = $3
           or exists (select from unnest($4::text[]) g (p) where g.p is null)
           or exists (select from answer.entry e
             join answer.clause c on c.region_code = e.region_code and c.plan_id = e.plan_id and c.clause_key = e.clause_key
             join unnest($4::text[]) g (p) on starts_with(c.plan_path, g.p) where e.region_code = $1 and e.document_id = $2)
           or exists (select from answer.register_step r
             join answer.clause c on c.region_code = r.region_code and c.plan_id = r.plan_id and regexp_replace(c.clause_key, '~[0-9]+$', '') = r.item_key
             join unnest($4::text[]) g (p) on starts_with(c.plan_path, g.p) where r.region_code = $1 and r.document_id = $2))`;
export interface DocumentReader {
  readonly by: string;
  readonly paths: readonly (string | null)[];
}

const findDocument = statement({
  name: 'answer.find-document',
  class: 'router',
  text: `select d.document_id, d.sha256, d.name, d.media_type, d.bytes from answer.document d where d.region_code = $1 and d.document_id = $2 and ${readable}`,
  params: { region: 'text', documentId: 'uuid', by: 'text', paths: 'text?[]' },
  row: { document_id: 'uuid', sha256: 'text', name: 'text', media_type: 'text', bytes: 'int4' },
});

const readContent = statement({
  name: 'answer.read-document-content',
  class: 'router',
  text: `select d.name, d.media_type, d.content from answer.document d where d.region_code = $1 and d.document_id = $2 and ${readable}`,
  params: { region: 'text', documentId: 'uuid', by: 'text', paths: 'text?[]' },
  row: { name: 'text', media_type: 'text', content: 'bytea' },
});

const insertEntry = statement({
  name: 'answer.insert-entry',
  class: 'router',
  text: `insert into answer.entry (region_code, entry_id, version, plan_id, clause_key, content, document_id, evidence_id, reason, entered_by, entered_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  params: {
    region: 'text',
    entryId: 'uuid',
    version: 'int4',
    planId: 'uuid',
    clauseKey: 'text',
    content: 'jsonb',
    documentId: 'uuid?',
    evidenceId: 'uuid',
    reason: 'text',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

const entryColumns = `e.entry_id, e.version, e.plan_id, e.clause_key, e.content, e.document_id, e.evidence_id, e.entered_by, d.name as document_name, d.sha256 as document_sha256,
  d.bytes as document_bytes`;
const entryRow = {
  entry_id: 'uuid',
  version: 'int4',
  plan_id: 'uuid',
  clause_key: 'text',
  content: 'jsonb',
  document_id: 'uuid?',
  evidence_id: 'uuid',
  entered_by: 'text',
  document_name: 'text?',
  document_sha256: 'text?',
  document_bytes: 'int4?',
} as const;

const findByEvidence = statement({
  name: 'answer.list-entries-of-evidence',
  class: 'router',
  text: `select ${entryColumns} from answer.entry e left join answer.document d on d.region_code = e.region_code and d.document_id = e.document_id
         where e.region_code = $1 and e.evidence_id = any ($2)`,
  params: { region: 'text', evidenceIds: 'uuid[]' },
  row: entryRow,
});

const insertVerification = statement({
  name: 'answer.insert-verification',
  class: 'router',
  text: `insert into answer.verification (region_code, verification_id, evidence_id, outcome, method, note, raised_evidence, verified_by, verified_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  params: { region: 'text', verificationId: 'uuid', evidenceId: 'uuid', outcome: 'text', method: 'text', note: 'text', raised: 'uuid?', by: 'text', at: 'timestamptz' },
  row: {},
});

const listVerifications = statement({
  name: 'answer.list-verifications',
  class: 'router',
  text: `select v.evidence_id, v.raised_evidence, v.outcome, v.method, v.note, v.verified_by, v.verified_at from answer.verification v
         where v.region_code = $1 and v.evidence_id = any ($2) and v.verified_at <= $3 order by v.verified_at`,
  params: { region: 'text', evidenceIds: 'uuid[]', knownAt: 'timestamptz' },
  row: { evidence_id: 'uuid', raised_evidence: 'uuid?', outcome: 'text', method: 'text', note: 'text', verified_by: 'text', verified_at: 'timestamptz' },
});

export interface StoredDocument {
  readonly documentId: string;
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

export interface StoredEntry {
  readonly entryId: string;
  readonly version: number;
  readonly planId: string;
  readonly clauseKey: string;
  readonly content: EntryContent;
  readonly evidenceId: string;
  readonly enteredBy: string;
  readonly document: StoredDocument | null;
}

export interface StoredVerification {
  readonly evidenceId: string;
  readonly raisedEvidence: string | null;
  readonly outcome: VerificationOutcome;
  readonly method: VerificationMethod;
  readonly note: string;
  readonly by: string;
  readonly at: string;
}

export const entryStore = {
  saveDocument: (tx: Tx, document: StoredDocument & { readonly mediaType: string; readonly content: Uint8Array; readonly by: string }, now: Instant) =>
    tx.run(insertDocument, { region: tx.region, ...document, at: formatMoment(now) }),
  findDocument: async (tx: Tx, documentId: string, reader: DocumentReader): Promise<StoredDocument | undefined> => {
    const row = await tx.maybe(findDocument, { region: tx.region, documentId, ...reader });
    return row === undefined ? undefined : { documentId: row.document_id, name: row.name, sha256: row.sha256, bytes: row.bytes };
  },
  readContent: (tx: Tx, documentId: string, reader: DocumentReader) => tx.maybe(readContent, { region: tx.region, documentId, ...reader }),
  saveEntry: (tx: Tx, entry: Omit<StoredEntry, 'document' | 'enteredBy'> & { readonly documentId: string | null; readonly reason: string; readonly by: string }, now: Instant) =>
    tx.run(insertEntry, { region: tx.region, ...entry, at: formatMoment(now) }),
  entriesOf: async (tx: Tx, evidenceIds: readonly string[]): Promise<ReadonlyMap<string, StoredEntry>> => {
    if (evidenceIds.length === 0) return new Map();
    const rows = await tx.many(findByEvidence, { region: tx.region, evidenceIds });
    return new Map(
      rows.map((row) => [
        row.evidence_id,
        {
          entryId: row.entry_id,
          version: row.version,
          planId: row.plan_id,
          clauseKey: row.clause_key,
          content: row.content as EntryContent,
          evidenceId: row.evidence_id,
          enteredBy: row.entered_by,
          document:
            row.document_id === null ? null : { documentId: row.document_id, name: row.document_name ?? '', sha256: row.document_sha256 ?? '', bytes: row.document_bytes ?? 0 },
        },
      ]),
    );
  },
  saveVerification: (
    tx: Tx,
    one: {
      readonly verificationId: string;
      readonly evidenceId: string;
      readonly outcome: string;
      readonly method: string;
      readonly note: string;
      readonly raised: string | null;
      readonly by: string;
    },
    now: Instant,
  ) => tx.run(insertVerification, { region: tx.region, ...one, at: formatMoment(now) }),
  verificationsOf: async (tx: Tx, evidenceIds: readonly string[], knownAt: Instant): Promise<readonly StoredVerification[]> => {
    if (evidenceIds.length === 0) return [];
    const rows = await tx.many(listVerifications, { region: tx.region, evidenceIds, knownAt: formatMoment(knownAt) });
    return rows.map((row) => ({
      evidenceId: row.evidence_id,
      raisedEvidence: row.raised_evidence,
      outcome: row.outcome as VerificationOutcome,
      method: row.method as VerificationMethod,
      note: row.note,
      by: row.verified_by,
      at: formatMoment(parseMoment(row.verified_at)),
    }));
  },
} as const;
