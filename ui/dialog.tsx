import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** buttons below */
  readonly footer: ReactNode;
  readonly children: ReactNode;
}

const fields = ['input', 'select', 'textarea'].map((tag) => `.dialog-body ${tag}:not([type="hidden"], :disabled, [tabindex="-1"])`).join(', ');

/** Not the first link or button of the words above: who opens a form wants to fill it. */
const focusFirstField = (dialog: HTMLDialogElement | null): void => dialog?.querySelector<HTMLElement>(fields)?.focus();

/** To what opened the dialog; when the act took that away, to the page, so that the keyboard does not begin at the menu again. */
const giveFocusBack = (opener: Element | null): void => {
  const focus = (): void => (opener instanceof HTMLElement && opener.isConnected ? opener : document.querySelector<HTMLElement>('main'))?.focus();
  focus();
  // The same change of the page may take the opener away a moment later.
  queueMicrotask(() => document.activeElement === document.body && focus());
};

/**
 * A modal dialog while it is mounted: the browser's own, which keeps the focus inside and closes on Escape.
 * The first field has the focus; closing gives it back. antd's Modal writes a style without nonce, which the page's policy refuses.
 */
export const Dialog = ({ title, onClose, footer, children }: DialogProps) => {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  // A layout effect: its end runs while the dialog is still in the document, so that the focus can be given back.
  useLayoutEffect(() => {
    const dialog = box.current;
    const opener = document.activeElement;
    if (dialog?.open === false) dialog.showModal();
    focusFirstField(dialog);
    return () => {
      dialog?.close();
      giveFocusBack(opener);
    };
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
