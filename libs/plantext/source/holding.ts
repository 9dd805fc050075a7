/** Sentences by the signs they hold: the signs of all of them lie in one row of numbers, so those without are never touched. */
import type { Sentence } from '../model.ts';
import { once } from './memo.ts';

const rowOf = once((sentences: readonly Sentence[], count: number): Int32Array => {
  const row = new Int32Array(count);
  for (let i = 0; i < count; i++) row[i] = (sentences[i] as Sentence).signs;
  return row;
});

/** Signs of the sentences, by their place. */
export const signsOf = (sentences: readonly Sentence[]): Int32Array => rowOf(sentences, sentences.length);

/** Sentences that hold one of the signs, in text order. */
export const sentencesHolding = (sentences: readonly Sentence[], signs: number): Sentence[] => {
  const row = signsOf(sentences);
  const out: Sentence[] = [];
  for (let i = 0; i < row.length; i++) if (((row[i] as number) & signs) !== 0) out.push(sentences[i] as Sentence);
  return out;
};

/** Sentences whose signs pass a test that one sign cannot tell, in text order. */
export const sentencesWhere = (sentences: readonly Sentence[], pass: (signs: number) => boolean): Sentence[] => {
  const row = signsOf(sentences);
  const out: Sentence[] = [];
  for (let i = 0; i < row.length; i++) if (pass(row[i] as number)) out.push(sentences[i] as Sentence);
  return out;
};
