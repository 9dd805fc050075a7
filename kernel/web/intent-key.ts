import { useState } from 'react';
import { newIdempotencyKey } from './call.ts';

interface Content {
  readonly file?: unknown;
}

export interface IntentKeys {
  /** the key of this content: the same while the content is the same, a new one for other content */
  keyFor: (content: object) => string;
  /** the write was answered: the same content again is another intention */
  done: () => void;
}

/**
 * Keys of one form. After a lost answer the same body goes out under the same key, so the server writes it once;
 * a corrected body is another intention. Refusals are not kept by the server: their key may be used again.
 */
export const intentKeys = (newKey: () => string = newIdempotencyKey): IntentKeys => {
  let last: { readonly text: string; readonly file: unknown; readonly key: string } | undefined;
  return {
    keyFor: (content) => {
      const { file, ...rest } = content as Content;
      const text = JSON.stringify(rest);
      // Files are compared as objects: a file chosen anew may hold something else under the same name.
      if (last === undefined || last.text !== text || last.file !== file) last = { text, file, key: newKey() };
      return last.key;
    },
    done: () => {
      last = undefined;
    },
  };
};

export const useIntentKeys = (): IntentKeys => useState(() => intentKeys())[0];
