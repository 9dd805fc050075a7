import { Button, Popover, Tooltip } from 'antd';
import { useContext } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import { BusyButton } from './busy-button.tsx';
import { ProblemHelp } from './problem-help.ts';

interface ActionButtonProps {
  readonly offer: ActionOffer;
  readonly onAct: () => void;
  readonly primary?: boolean;
  readonly busy?: boolean;
}

/** Refused for now, and there is a way on from here: the button shows the reason with it. */
const HelpedButton = ({ offer, code }: { readonly offer: ActionOffer; readonly code: string }) => {
  const helpFor = useContext(ProblemHelp);
  const words = (
    <div className="action-help" role="status">
      <p>{offer.reason}</p>
      {helpFor(code)}
    </div>
  );
  return (
    <Popover trigger="click" content={words}>
      <Button className="action-refused" aria-haspopup="dialog">
        {offer.label}
      </Button>
    </Popover>
  );
};

/**
 * A button for an action that the server offered. Not allowed → it stays visible and focusable,
 * does nothing, and says why (`aria-disabled`: a disabled button would hide its reason from the keyboard);
 * where only the second factor is missing, it leads there.
 */
export const ActionButton = ({ offer, onAct, primary = false, busy = false }: ActionButtonProps) => {
  if (offer.allowed) {
    return (
      <BusyButton type={primary ? 'primary' : 'default'} busy={busy} onClick={onAct}>
        {offer.label}
      </BusyButton>
    );
  }
  if (offer.code !== undefined) return <HelpedButton offer={offer} code={offer.code} />;
  return (
    <Tooltip title={offer.reason}>
      <Button aria-disabled className="action-refused">
        {offer.label}
      </Button>
    </Tooltip>
  );
};
