import type { ClipboardEvent } from 'react';
import type { Period } from '../contract/index.ts';
import { cellKey, type Cells, type EntryRow } from '../domain/entry-rows.ts';
import { periodLabel } from '../domain/period-steps.ts';

interface EntryGridProps {
  readonly rows: readonly EntryRow[];
  readonly periods: readonly Period[];
  readonly cells: Cells;
  readonly onCell: (key: string, text: string) => void;
  readonly onPaste: (text: string, from: { readonly row: number; readonly column: number }) => void;
}

/** One field per indicator and period. A block from a spreadsheet may be pasted into any field. */
export const EntryGrid = ({ rows, periods, cells, onCell, onPaste }: EntryGridProps) => {
  const paste = (event: ClipboardEvent, row: number, column: number): void => {
    const text = event.clipboardData.getData('text/plain');
    if (!text.includes('\t') && !text.trim().includes('\n')) return;
    event.preventDefault();
    onPaste(text, { row, column });
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
    <section className="entry-scroll" aria-label="填报表格" tabIndex={0}>
      <table className="figure-table entry-grid">
        <thead>
          <tr>
            <th scope="col">指标（单位）</th>
            {periods.map((period) => (
              <th key={period} scope="col">
                {periodLabel(period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((line, row) => (
            <tr key={line.id} className={line.isPart ? 'entry-part' : ''}>
              <th scope="row">
                {line.name}
                <span className="muted">（{line.about}）</span>
              </th>
              {periods.map((period, column) => {
                const key = cellKey(line.id, period);
                return (
                  <td key={period}>
                    <input
                      aria-label={`${line.name} ${periodLabel(period)}`}
                      value={cells[key] ?? ''}
                      maxLength={200}
                      onChange={(event) => onCell(key, event.target.value)}
                      onPaste={(event) => paste(event, row, column)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
