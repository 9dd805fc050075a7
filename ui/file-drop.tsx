import { type DragEvent, type ReactNode, useId, useRef, useState } from 'react';

interface FileDropProps {
  readonly label: string;
  readonly hint: ReactNode;
  /** endings with dot, e.g. ['.txt'] */
  readonly accept: readonly string[];
  readonly busy: boolean;
  readonly onFile: (file: File) => void;
}

/**
 * A native file input inside a drop area: works with the mouse, the keyboard and a screen reader.
 * It does not judge the file; the server does, so that there is one text for each refusal.
 */
export const FileDrop = ({ label, hint, accept, busy, onFile }: FileDropProps) => {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file !== undefined && !busy) onFile(file);
    // The same file may be chosen again after it was corrected.
    if (input.current !== null) input.current.value = '';
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    setOver(true);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has a twin for the keyboard, the file field inside
    <div className={over ? 'file-drop over' : 'file-drop'} onDragOver={onDragOver} onDragLeave={() => setOver(false)} onDrop={onDrop} data-testid="file-drop">
      <svg viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
        <path d="M24 31V9m-8 8 8-8 8 8M9 30v9h30v-9" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      <p className="file-drop-title">{label}</p>
      <p className="file-drop-hint">{hint}</p>
      <span className="file-drop-choose">
        {/* The browser's own words on a file input follow the browser's language; ours cover them. */}
        <label htmlFor={id}>选择{label}</label>
        <input ref={input} id={id} className="visually-hidden" type="file" accept={accept.join(',')} disabled={busy} onChange={(event) => take(event.target.files)} />
      </span>
    </div>
  );
};
