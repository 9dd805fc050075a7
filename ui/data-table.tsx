import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useListKeys } from './use-list-keys.ts';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly align?: 'left' | 'right';
  /** left out on narrow screens */
  readonly wideOnly?: boolean;
}

interface DataTableProps<Row> {
  /** name of the table for screen readers */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** a page is on its way; the rows shown are those of the page before */
  readonly loading: boolean;
  /** shown instead of rows when there are none */
  readonly empty: ReactNode;
  readonly paging: { readonly onFirst?: () => void; readonly onNext?: () => void; readonly note: string };
  /** the keys of a list: j and k walk, Enter opens, x marks; at most one table of a page has them */
  readonly keys?: { readonly onOpen: (row: Row) => void; readonly onToggle?: (row: Row) => void };
}

const cellClass = <Row,>(column: Column<Row>): string => [column.align === 'right' ? 'number' : '', column.wideOnly === true ? 'wide-only' : ''].join(' ').trim();

/**
 * A page of a server-side list as a plain HTML table: antd's own table would triple the first route and writes a style
 * without nonce. Keyset paging knows only "first" and "next"; "back" is the browser's own.
 */
export const DataTable = <Row,>({ label, columns, rows, rowKey, loading, empty, paging, keys }: DataTableProps<Row>) => {
  const withRow = (act: ((row: Row) => void) | undefined) => (index: number) => {
    const row = rows[index];
    if (row !== undefined) act?.(row);
  };
  const { active } = useListKeys({ count: keys === undefined ? 0 : rows.length, onOpen: withRow(keys?.onOpen), onToggle: withRow(keys?.onToggle) });
  const isActive = (index: number): boolean => keys !== undefined && index === active;
  return (
    <section aria-label={label} aria-busy={loading} className="data-table">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={cellClass(column)}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row)} className={isActive(index) ? 'active' : undefined} aria-current={isActive(index) ? true : undefined}>
              {columns.map((column) => (
                <td key={column.key} className={cellClass(column)}>
                  {column.render(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && (loading ? <p className="data-table-wait">正在读取…</p> : empty)}
      <div className="data-table-foot">
        <span>{paging.note}</span>
        {(paging.onFirst ?? paging.onNext) !== undefined && (
          <span className="data-table-pager">
            <Button size="small" disabled={paging.onFirst === undefined} onClick={paging.onFirst}>
              回到第一页
            </Button>
            <Button size="small" disabled={paging.onNext === undefined} onClick={paging.onNext}>
              下一页
            </Button>
          </span>
        )}
      </div>
    </section>
  );
};
