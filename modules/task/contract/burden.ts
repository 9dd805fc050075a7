/** What a cell of a form asks of the person who fills it in. */
export const cellKinds = ['number', 'choice', 'text', 'file', 'confirm'] as const;
export type CellKind = (typeof cellKinds)[number];
export const cellKindLabel = { number: '数字', choice: '选择', text: '文字', file: '附件', confirm: '确认' } satisfies Record<CellKind, string>;

export const formStates = ['draft', 'approved', 'expired'] as const;
export type FormState = (typeof formStates)[number];
export const formStateLabel = { draft: '待批准', approved: '已批准', expired: '已到期' } satisfies Record<FormState, string>;
