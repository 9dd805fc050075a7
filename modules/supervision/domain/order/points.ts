/** What an order costs its unit: once, by the highest colour that stands (workflows §6). */
import type { OrderColour } from '../../contract/index.ts';

const height: Readonly<Record<OrderColour, number>> = { none: 0, blue: 1, yellow: 2, red: 3 };
const colourAt: readonly OrderColour[] = ['none', 'blue', 'yellow', 'red'];

export interface Cost {
  readonly yellowPoints: number;
  readonly redPoints: number;
}

/** The highest colour without an upheld objection; colours only rise, so those below it were given before or count as given. */
export function standingColour(colour: OrderColour, upheld: readonly string[]): OrderColour {
  let at = height[colour];
  while (at > 0 && upheld.includes(colourAt[at] ?? '')) at -= 1;
  return colourAt[at] ?? 'none';
}

export const pointsOf = (colour: OrderColour, cost: Cost): number => (colour === 'red' ? cost.redPoints : colour === 'yellow' ? cost.yellowPoints : 0);
