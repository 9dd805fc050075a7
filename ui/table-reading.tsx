import { Checkbox } from 'antd';
import type { TableReading as Reading } from '#kernel/table-file.ts';

interface TableReadingProps {
  readonly reading: Reading;
  readonly confirmed: boolean;
  readonly onConfirm: (confirmed: boolean) => void;
}

/** What a person sees of an uploaded table before it is imported: how it was read, its first lines, and the tick where that is not certain. */
export const TableReading = ({ reading, confirmed, onConfirm }: TableReadingProps) => {
  const { detected, firstLines, notes, needsConfirmation } = reading;
  if (detected === null && notes.length === 0) return null;
  return (
    <section className="table-reading" aria-label="文件的读法">
      {detected !== null && (
        <>
          <p>
            {detected}；前 {firstLines.length} 行：
          </p>
          <pre>{firstLines.join('\n')}</pre>
        </>
      )}
      {notes.map((note) => (
        <p key={note}>{note}。</p>
      ))}
      {needsConfirmation && (
        <Checkbox checked={confirmed} onChange={(event) => onConfirm(event.target.checked)}>
          我已核对：文字没有乱码，分列正确，上面提到的各行照此读取
        </Checkbox>
      )}
    </section>
  );
};

/** Whether the import may be pressed as far as the reading goes. */
export const isReadingSettled = (reading: Reading, confirmed: boolean): boolean => !reading.needsConfirmation || confirmed;
