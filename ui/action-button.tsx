import { Button, Tooltip } from 'antd';
import type { ActionOffer } from '#kernel/decision.ts';

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
  const button = (
    <Button
      type={primary && offer.allowed ? 'primary' : 'default'}
      loading={busy}
      aria-disabled={!offer.allowed}
      className={offer.allowed ? '' : 'action-refused'}
      onClick={() => offer.allowed && !busy && onAct()}
    >
      {offer.label}
    </Button>
  );
  return offer.allowed ? button : <Tooltip title={offer.reason}>{button}</Tooltip>;
};
