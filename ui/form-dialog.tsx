import { Button } from 'antd';
import { type FormEvent, type ReactNode, useId } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from './busy-button.tsx';
import { Dialog } from './dialog.tsx';
import './form.css';
import { ProblemNotice } from './problem-notice.tsx';

interface FormDialogProps {
  readonly title: string;
  readonly submit: string;
  readonly busy: boolean;
  /** what the last try answered; null or undefined when nothing is wrong */
  readonly error: unknown;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter sends (Ctrl+Enter in a longer text), Escape closes, the server's sentence stands above the fields. */
export const FormDialog = ({ title, submit, busy, error, onSubmit, onClose, children }: FormDialogProps) => {
  const id = useId();
  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onSubmit();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>取消</Button>
          <BusyButton type="primary" htmlType="submit" form={id} busy={busy}>
            {submit}
          </BusyButton>
        </>
      }
    >
      {error !== null && error !== undefined && <ProblemNotice problem={asProblem(error)} />}
      <form
        id={id}
        className="form-fields"
        noValidate
        onSubmit={send}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.requestSubmit();
        }}
      >
        {children}
      </form>
    </Dialog>
  );
};
