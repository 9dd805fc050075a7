import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** buttons below */
  readonly footer: ReactNode;
  readonly children: ReactNode;
}

/**
 * A modal dialog while it is mounted: the browser's own, which keeps the focus inside, closes on Escape and gives the
 * focus back. antd's Modal writes a style without nonce, which the page's policy refuses.
 */
export const Dialog = ({ title, onClose, footer, children }: DialogProps) => {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = box.current;
    if (dialog?.open === false) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={box}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{title}</h2>
      <div className="dialog-body">{children}</div>
      <div className="dialog-foot">{footer}</div>
    </dialog>
  );
};
