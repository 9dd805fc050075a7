import type { MatrixBase } from './expectations/expectation.ts';

/** Parts of a plan as grants name them, read from its outline as shown to everybody. */
export async function chaptersOf(base: MatrixBase, planId: string): Promise<(title: string) => string> {
  const { plan } = (await base.app.send(`/api/plans/${planId}`)).json() as { plan: { latestVersion: { versionId: string } } };
  const { nodes } = (await base.app.send(`/api/plans/${planId}/versions/${plan.latestVersion.versionId}`)).json() as {
    nodes: readonly { readonly nodeId: string; readonly parent: string | null; readonly title: string | null }[];
  };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  return (title) => {
    const path: string[] = [];
    for (let at = nodes.find((node) => node.title?.includes(title)); at !== undefined && at.parent !== null; at = byId.get(at.parent)) path.unshift(at.nodeId);
    if (path.length === 0) throw new Error(`no chapter ${title}`);
    return `/${planId}/${path.join('/')}/`;
  };
}
