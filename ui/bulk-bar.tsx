import { Button } from 'antd';
import type { ReactNode } from 'react';

interface BulkBarProps {
  /** how many rows are chosen; nothing is shown for none */
  readonly count: number;
  /** 项, 张 */
  readonly measure?: string;
  readonly onClear: () => void;
  readonly children: ReactNode;
}

/** What may be done with the chosen rows of a list: one place and one look for all lists. */
export const BulkBar = ({ count, measure = '项', onClear, children }: BulkBarProps) =>
  count === 0 ? null : (
    <div className="bulk-bar" role="toolbar" aria-label="批量办理">
      <span>
        已选 {count} {measure}
      </span>
      {children}
      <Button type="text" onClick={onClear}>
        取消选择
      </Button>
    </div>
  );
