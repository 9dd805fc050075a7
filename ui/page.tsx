import { Spin } from 'antd';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: ReactNode;
  /** one line under the title */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** fills the window's height instead of scrolling as a whole */
  readonly full?: boolean;
  readonly children: ReactNode;
}

/** Title row with actions, then the content. One `h1` per page. */
export const Page = ({ title, note, actions, full = false, children }: PageProps) => (
  <div className={full ? 'page page-full' : 'page'}>
    <div className="page-head">
      <div className="page-titles">
        <h1>{title}</h1>
        {note !== undefined && <div className="page-note">{note}</div>}
      </div>
      {actions !== undefined && <div className="page-actions">{actions}</div>}
    </div>
    {children}
  </div>
);

export const PageLoading = () => (
  <div className="page-loading" role="status" aria-label="正在读取">
    <Spin size="large" />
  </div>
);
