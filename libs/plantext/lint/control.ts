/** What the plan cannot settle itself, and deadlines that only stand elsewhere. */
import { type Draft, type LintRule, MOST_SPANS, quote, spanAt } from './context.ts';

export const weakControl: LintRule = {
  rule: 'weak-control',
  severity: 'info',
  find: (c) => {
    const milestones = c.ledger.milestones
      .filter((m) => m.control !== 'owner')
      .flatMap((m) => ((m.verb ?? m.object) ? [{ name: m.object?.text ?? '', span: m.verb ?? m.object }] : []));
    const projects = c.ledger.projects
      .filter((p) => p.control === 'support' || p.control === 'seek' || p.control === 'external')
      .map((p) => ({ name: p.name.text, span: p.status ?? p.name }));
    const all = [...milestones, ...projects].flatMap((x) => (x.span ? [{ name: x.name, span: x.span }] : [])).sort((a, b) => a.span.start - b.span.start);
    if (all.length === 0) return [];
    const message = `${all.length} 项承诺由上级或别处决定，本级只是争取、配合或协助：${all
      .slice(0, 4)
      .map((x) => quote(x.name, 18))
      .join('、')}${all.length > 4 ? '等' : ''}`;
    return [{ message, spans: all.slice(0, MOST_SPANS).map((x) => spanAt(c, x.span)), suggestion: '写明本级要做到的动作，例如“完成申报”' }];
  },
};

export const inheritedDeadline: LintRule = {
  rule: 'inherited-deadline',
  severity: 'info',
  find: (c) => {
    const held = [...c.ledger.targets, ...c.ledger.milestones].filter((r) => r.period?.inherited === true);
    if (held.length === 0) return [];
    const sources = new Map(held.flatMap((r) => (r.period ? [[r.period.source.start, r.period.source] as const] : [])));
    const words = [...new Set([...sources.values()].map((s) => s.text))]
      .slice(0, 3)
      .map((s) => quote(s))
      .join('、');
    const first: Draft = {
      message: `${held.length} 项目标自己没有写期限，按前文的${words}计`,
      spans: [...sources.values()].map((s) => spanAt(c, s)).slice(0, MOST_SPANS),
      suggestion: '请确认这些目标确实同时到期',
    };
    return [first];
  },
};
