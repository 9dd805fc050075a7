/** `planId/key` of clause anchors; other anchors are not ours. */
export function keysByPlan(anchors: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = anchors.flatMap((anchor) => {
    const match = /^([0-9a-f]{8}-[0-9a-f-]{27})\/(.+)$/.exec(anchor);
    return match === null ? [] : [{ planId: match[1] ?? '', key: match[2] ?? '' }];
  });
  return new Map([...Map.groupBy(found, ({ planId }) => planId)].map(([planId, group]) => [planId, group.map(({ key }) => key)]));
}
