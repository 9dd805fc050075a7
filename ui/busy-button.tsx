import { Button, type ButtonProps } from 'antd';
import type { MouseEvent } from 'react';

interface BusyButtonProps extends Pick<ButtonProps, 'type' | 'htmlType' | 'form' | 'size' | 'block' | 'danger' | 'disabled' | 'children'> {
  readonly busy: boolean;
  readonly onClick?: (event: MouseEvent) => void;
}

/**
 * A button that works for a while. antd's `loading` leaves its icon's name beside the word after a refusal, and
 * `disabled` would lose the focus: while busy it keeps name and focus, says so to readers, and does nothing. What wraps it
 * (Popconfirm) puts its own `onClick` here and needs the event.
 */
export const BusyButton = ({ busy, onClick, ...button }: BusyButtonProps) => (
  <Button
    {...button}
    aria-busy={busy}
    aria-disabled={busy}
    className={busy ? 'busy-button' : ''}
    onClick={(event: MouseEvent) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  />
);
