import { Button, Table, type TableColumnType } from 'antd';
import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  readonly align?: 'left' | 'right';
  /** left out on narrow screens */
  readonly wideOnly?: boolean;
  readonly width?: number;
}

interface DataTableProps<Row> {
  /** name of the table for screen readers */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly loading: boolean;
  readonly empty: ReactNode;
  readonly paging: { readonly onFirst?: () => void; readonly onNext?: () => void; readonly note: string };
}

const toColumn = <Row,>(column: Column<Row>): TableColumnType<Row> => ({
  key: column.key,
  title: column.title,
  render: (_: unknown, row: Row) => column.render(row),
  ...(column.align === undefined ? {} : { align: column.align }),
  ...(column.width === undefined ? {} : { width: column.width }),
  ...(column.wideOnly === true ? { responsive: ['md'] } : {}),
});

/** A page of a server-side list. Keyset paging knows only "first" and "next"; "back" is the browser's own. */
export const DataTable = <Row extends object>({ label, columns, rows, rowKey, loading, empty, paging }: DataTableProps<Row>) => (
  <section aria-label={label} className="data-table">
    <Table<Row>
      columns={columns.map((column) => toColumn(column))}
      dataSource={[...rows]}
      rowKey={rowKey}
      loading={loading}
      pagination={false}
      locale={{ emptyText: empty }}
      size="middle"
    />
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
