import { Button, Tooltip } from 'antd';
import type { ActionOffer } from '#kernel/decision.ts';
import { BusyButton } from './busy-button.tsx';

interface ActionButtonProps {
  readonly offer: ActionOffer;
  readonly onAct: () => void;
  readonly primary?: boolean;
  readonly busy?: boolean;
}

/**
 * A button for an action that the server offered. Not allowed → it stays visible and focusable,
 * does nothing, and says why (`aria-disabled`: a disabled button would hide its reason from the keyboard).
 */
export const ActionButton = ({ offer, onAct, primary = false, busy = false }: ActionButtonProps) => {
  if (offer.allowed) {
    return (
      <BusyButton type={primary ? 'primary' : 'default'} busy={busy} onClick={onAct}>
        {offer.label}
      </BusyButton>
    );
  }
  return (
    <Tooltip title={offer.reason}>
      <Button aria-disabled className="action-refused">
        {offer.label}
      </Button>
    </Tooltip>
  );
};
