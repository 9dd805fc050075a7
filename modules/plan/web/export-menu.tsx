import { type FocusEvent, useRef } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { exportFormatLabel, exportFormats, exportVersion, type PlanId, type VersionId } from '../contract/index.ts';

interface ExportMenuProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
}

/** Files of a version for saving: a plain disclosure with links, so that it works with every input. */
export const ExportMenu = ({ planId, versionId }: ExportMenuProps) => {
  const menu = useRef<HTMLDetailsElement>(null);
  const close = (): void => menu.current?.removeAttribute('open');
  const onBlur = (event: FocusEvent): void => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };
  return (
    <details
      ref={menu}
      className="export-menu"
      onBlur={onBlur}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
      }}
    >
      <summary className="plain-button">导出</summary>
      <ul>
        {exportFormats.map((format) => (
          <li key={format}>
            <a href={buildUrl(exportVersion, { params: { planId, versionId }, query: { format } })} download onClick={close}>
              {exportFormatLabel[format]}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
};
