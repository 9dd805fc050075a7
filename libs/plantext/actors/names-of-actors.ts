/** Where the bodies are named, made once per list: several layers look for the bodies of a stretch. */
import type { ActorRecord, Span } from '../model.ts';
import { once } from '../source/memo.ts';

const spansOf = once((actors: readonly ActorRecord[], _count: number): readonly Span[] => actors.map(({ name }) => name));

/** Spans of the names, in the order of the records. */
export const namesOfActors = (actors: readonly ActorRecord[]): readonly Span[] => spansOf(actors, actors.length);
