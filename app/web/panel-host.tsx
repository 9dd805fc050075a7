import { type ComponentType, lazy, type ReactNode, useMemo } from 'react';
import { type PanelProps, type PanelSpec, PanelsProvider } from '#kernel/web/panel-slot.tsx';
import { useMe } from '#identity/web';

interface PanelHostProps {
  readonly panels: readonly PanelSpec[];
  readonly children: ReactNode;
}

/** Hands the panels of all modules to the pages, as far as the person at hand may see them. */
export const PanelHost = ({ panels, children }: PanelHostProps) => {
  const { me, can } = useMe();
  const parts = useMemo(
    () => panels.map(({ load, ...panel }) => ({ ...panel, Shown: lazy(async () => ({ default: (await load()).Panel })) as unknown as ComponentType<PanelProps> })),
    [panels],
  );
  const shown = parts.filter(({ requires }) => (requires === 'signed-in' ? me !== null && me !== undefined : can(requires)));
  return <PanelsProvider value={shown}>{children}</PanelsProvider>;
};
