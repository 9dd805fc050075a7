/** Uploaded files as facts: the event holds the hash, so a lost or changed content is found. */
import { event } from './event.ts';

export const fileUploaded = event('upload.file_uploaded', {
  version: 1,
  subject: 'fileId',
  fields: { fileId: 'open', sha256: 'open', bytes: 'open', mediaType: 'open', name: 'internal' },
});
