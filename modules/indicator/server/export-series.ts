import { attachmentHeader } from '#kernel/server/content-type.ts';
