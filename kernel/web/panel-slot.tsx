/**
 * Places on a page of an earlier module that later modules fill (ADR 0053). The earlier module names the place on its web
 * face and puts `PanelSlot` there; the later one says in its manifest what stands in it; app brings the two together.
 */
import { createContext, type ComponentType, Suspense, useContext } from 'react';

/** Made by `panelSlot`; a manifest can name only a place that some page exports. */
export type PanelSlotName = string & { readonly slot: 'PanelSlotName' };
export const panelSlot = (name: `${string}.${string}`): PanelSlotName => name as unknown as PanelSlotName;

export interface PanelProps {
  /** id of the thing that the page or the row is about */
  readonly subject: string;
  /** in a list: the ids of all its rows, so that all panels of the list can share one request */
  readonly among: readonly string[];
}

export interface PanelSpec {
  readonly slot: PanelSlotName;
  readonly key: string;
  /** head of the column when the place is a cell of a list */
  readonly title: string;
  /** a permission, or `signed-in` */
  readonly requires: string;
  readonly load: () => Promise<{ readonly Panel: ComponentType<PanelProps> }>;
}

/** A panel that the person at hand may see. */
export interface ShownPanel {
  readonly slot: PanelSlotName;
  readonly key: string;
  readonly title: string;
  readonly Shown: ComponentType<PanelProps>;
}

const none: readonly ShownPanel[] = [];
const Panels = createContext(none);
export const PanelsProvider = Panels.Provider;

/** What later modules have for a place, in the order of the modules; for the heads of columns. */
export const usePanels = (slot: PanelSlotName): readonly ShownPanel[] => useContext(Panels).filter((panel) => panel.slot === slot);

interface PanelSlotProps {
  readonly slot: PanelSlotName;
  readonly subject: string;
}

export const PanelSlot = ({ slot, subject }: PanelSlotProps) =>
  usePanels(slot).map(({ key, Shown }) => (
    <Suspense key={key} fallback={null}>
      <Shown subject={subject} among={[subject]} />
    </Suspense>
  ));

interface PanelCellsProps extends PanelSlotProps {
  readonly among: readonly string[];
}

/** One cell of a row per panel. */
export const PanelCells = ({ slot, subject, among }: PanelCellsProps) =>
  usePanels(slot).map(({ key, Shown }) => (
    <td key={key}>
      <Suspense fallback={null}>
        <Shown subject={subject} among={among} />
      </Suspense>
    </td>
  ));

export const PanelHeads = ({ slot }: { readonly slot: PanelSlotName }) =>
  usePanels(slot).map(({ key, title }) => (
    <th key={key} scope="col">
      {title}
    </th>
  ));
