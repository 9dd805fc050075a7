import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string;
  readonly children?: ReactNode;
}

/** Says that there is nothing, why, and what to do next (children: a link or a button). */
export const EmptyState = ({ title, hint, children }: EmptyStateProps) => (
  <div className="empty-state">
    <svg viewBox="0 0 64 64" width="56" height="56" aria-hidden="true">
      <path d="M14 8h26l10 10v38H14z" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinejoin="round" />
      <path d="M40 8v10h10M22 30h20M22 38h20M22 46h12" fill="none" stroke="currentColor" strokeWidth="2.5" strokeLinecap="round" />
    </svg>
    <p className="empty-title">{title}</p>
    {hint !== undefined && <p className="empty-hint">{hint}</p>}
    {children}
  </div>
);
