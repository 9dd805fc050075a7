import { type LightColour, lightColourLabel, lightColours } from '../contract/index.ts';
import './lights.css';

/** A shape of its own for every colour, so that a print without colours still tells them apart. */
const shapes = {
  blue: <path d="M2 8.5 6.5 13 14 4" fill="none" strokeWidth="3" />,
  green: <circle cx="8" cy="8" r="6.5" />,
  yellow: <path d="M8 1.5 15 14H1z" />,
  red: <path d="M5 1h6l4 4v6l-4 4H5l-4-4V5z" />,
  grey: <circle cx="8" cy="8" r="6" fill="none" strokeWidth="2.5" strokeDasharray="3 2" />,
} satisfies Record<LightColour, React.ReactNode>;

/** A light as word, shape and colour. */
export const LightTag = ({ colour }: { readonly colour: LightColour }) => (
  <span className={`light light-${colour}`}>
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {shapes[colour]}
    </svg>
    {lightColourLabel[colour]}
  </span>
);

/** How many of a list stand in each colour. */
export const LightCounts = ({ counts }: { readonly counts: Readonly<Record<LightColour, number>> | undefined }) => (
  <ul className="light-counts" aria-label="按灯号">
    {lightColours.map((colour) => (
      <li key={colour}>
        <LightTag colour={colour} /> {counts?.[colour] ?? '…'}
      </li>
    ))}
  </ul>
);
