import type { Mutant } from './mutant.ts';

/** Mutants that no route has in common, so that each can be judged by the tests of its own routes while the others are away, too. */
export function batchesOf(mutants: readonly Mutant[]): readonly (readonly Mutant[])[] {
  const batches: { readonly routes: Set<string>; readonly members: Mutant[] }[] = [];
  // Those that touch most routes first: fewer batches.
  const sorted = [...mutants].sort((a, b) => (b.routes?.length ?? 0) - (a.routes?.length ?? 0));
  for (const mutant of sorted) {
    const { routes = [] } = mutant;
    const free = batches.find((batch) => routes.every((route) => !batch.routes.has(route)) && batch.members[0]?.because === mutant.because);
    if (free === undefined) batches.push({ routes: new Set(routes), members: [mutant] });
    else {
      free.members.push(mutant);
      for (const route of routes) free.routes.add(route);
    }
  }
  return batches.map(({ members }) => members);
}

/** A text with several mutants of its file applied, from the end, so that places stay valid. */
export function mutated(text: string, mutants: readonly Mutant[]): string {
  const places = mutants.map(({ from, to, at }) => ({ from, to, at: at ?? text.indexOf(from) })).sort((a, b) => b.at - a.at);
  return places.reduce((current, { from, to, at }) => {
    if (!current.startsWith(from, at)) throw new Error(`not at its place: ${from}`);
    return `${current.slice(0, at)}${to}${current.slice(at + from.length)}`;
  }, text);
}
