/** L1–L3 in one call: what every extractor starts from. */
import { enclosuresOf } from './clauses/enclosures.ts';
import { sentencesOf } from './clauses/sentences.ts';
import type { ParsedText } from './model.ts';
import { outlineOf } from './outline/build.ts';
import { paragraphsOf } from './outline/paragraphs.ts';
import { canonicalView } from './source/view.ts';

/**
 * Reads the decoded text of a plan: canonical view (same length), outline, sentences, enclosures and the findings
 * about numbering. Never throws; linear time. Sentences start behind the label of their node.
 */
export const parseText = (text: string): ParsedText => {
  const view = canonicalView(text);
  const paras = paragraphsOf(view);
  const enclosures = enclosuresOf(view, paras);
  const { nodes, findings } = outlineOf(text, view, paras, enclosures);
  return { text, view, nodes, sentences: sentencesOf(view, nodes, enclosures), enclosures, findings };
};
