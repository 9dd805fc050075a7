import { useCase } from '#kernel/server/use-case.ts';
import { parseText, trackabilityOfAll } from '#libs/plantext/index.ts';
import type { TrackabilityAnswer } from '#libs/plantext/index.ts';
import { getTrackability, trackabilityQuestions } from '../contract/index.ts';
import { readEdition } from './read-edition.ts';

const presentAnswer = ({ yes, evidence }: TrackabilityAnswer) => ({ yes, evidence: evidence.map(({ text, start, end }) => ({ text, start, end })) });

export const getTrackabilityUseCase = useCase(getTrackability, async ({ params }, context) => {
  const { plan, text } = await readEdition(params, context);
  const nodes = new Map(plan.outline.map((node) => [node.id, node]));
  const items = trackabilityOfAll(plan, parseText(text)).flatMap((row) => {
    const node = nodes.get(row.measure);
    if (node === undefined) return [];
    return [
      {
        measure: row.measure,
        label: node.label,
        title: node.title,
        start: node.start,
        end: node.end,
        owner: presentAnswer(row.owner),
        deadline: presentAnswer(row.deadline),
        object: presentAnswer(row.object),
        verb: presentAnswer(row.verb),
        control: presentAnswer(row.control),
      },
    ];
  });
  const yesOf = (question: (typeof trackabilityQuestions)[number]): number => items.filter((item) => item[question].yes).length;
  return {
    items,
    yes: { owner: yesOf('owner'), deadline: yesOf('deadline'), object: yesOf('object'), verb: yesOf('verb'), control: yesOf('control') },
    complete: items.filter((item) => trackabilityQuestions.every((question) => item[question].yes)).length,
    total: items.length,
  };
});
