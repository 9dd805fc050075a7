import type { ClipboardEvent } from 'react';
import { type IndicatorSummary, type Period, unitLabel } from '../contract/index.ts';
import { periodLabel } from '../domain/period-steps.ts';

export type Cells = Readonly<Record<string, string>>;
export const cellKey = (indicatorId: string, period: string): string => `${indicatorId} ${period}`;

interface EntryGridProps {
  readonly indicators: readonly IndicatorSummary[];
  readonly periods: readonly Period[];
  readonly cells: Cells;
  readonly onCell: (key: string, text: string) => void;
  readonly onPaste: (text: string, from: { readonly row: number; readonly column: number }) => void;
}

/** One field per indicator and period. A block from a spreadsheet may be pasted into any field. */
export const EntryGrid = ({ indicators, periods, cells, onCell, onPaste }: EntryGridProps) => {
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
          {indicators.map((indicator, row) => (
            <tr key={indicator.indicatorId}>
              <th scope="row">
                {indicator.name}
                <span className="muted">（{unitLabel(indicator.unit)}）</span>
              </th>
              {periods.map((period, column) => {
                const key = cellKey(indicator.indicatorId, period);
                return (
                  <td key={period}>
                    <input
                      aria-label={`${indicator.name} ${periodLabel(period)}`}
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
