import { useQuery } from '@tanstack/react-query';
import { Button, Input, Radio, Select } from 'antd';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { getOrgTree, type OrgId, type OrgKind, orgKindLabel, orgKinds } from '../contract/index.ts';
import type { FieldsProps, OrgDraft, PartDraft } from './change-org-form.tsx';
import { FormField } from './form-field.tsx';

type SplitProps = FieldsProps & { readonly orgId: OrgId | undefined };

/** Parts by name; the empty key is the unit itself, when it stays. */
export const partOptions = ({ parts, ends }: Pick<OrgDraft, 'parts' | 'ends'>) => [
  ...(ends ? [] : [{ value: '', label: '留在原单位' }]),
  ...parts.map(({ key, name }, index) => ({ value: key, label: name.trim() === '' ? `分设单位 ${index + 1}` : name })),
];

const PartFields = ({ part, index, change, onRemove }: { part: PartDraft; index: number; change: (part: Partial<PartDraft>) => void; onRemove: (() => void) | undefined }) => (
  <div className="form-columns">
    <FormField label={`分设单位 ${index + 1} 名称`}>{(id) => <Input id={id} value={part.name} onChange={(event) => change({ name: event.target.value })} />}</FormField>
    <FormField label={`分设单位 ${index + 1} 类别`}>
      {(id) => (
        <div className="merge-line">
          <Select<OrgKind> id={id} value={part.kind} options={orgKinds.map((value) => ({ value, label: orgKindLabel[value] }))} onChange={(kind) => change({ kind })} />
          {onRemove !== undefined && (
            <Button aria-label={`去掉分设单位 ${index + 1}`} onClick={onRemove}>
              去掉
            </Button>
          )}
        </div>
      )}
    </FormField>
  </div>
);

/** Which part each lower unit goes with. */
const ChildFields = ({ draft, set, on, orgId }: SplitProps) => {
  const tree = useQuery(pageQueryOf(getOrgTree, { query: { on } }));
  const children = (tree.data?.items ?? []).filter(({ parentId }) => parentId !== null && parentId === orgId);
  if (children.length === 0) return null;
  return (
    <fieldset className="plain-set">
      <legend>下级单位归入</legend>
      {children.map((child) => (
        <FormField key={child.orgId} label={child.name}>
          {(id) => (
            <Select
              id={id}
              value={draft.children[child.orgId] ?? (draft.ends ? undefined : '')}
              placeholder="请选择"
              options={partOptions(draft)}
              onChange={(key: string) => set({ children: { ...draft.children, [child.orgId]: key } })}
            />
          )}
        </FormField>
      ))}
    </fieldset>
  );
};

/** A unit gives rise to others: what they are called, who of the lower units goes where, and who takes over when it ends. */
export const SplitFields = (props: SplitProps) => {
  const { draft, set } = props;
  const change = (key: string, part: Partial<PartDraft>): void => set({ parts: draft.parts.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const remove = (key: string): void => set({ parts: draft.parts.filter((one) => one.key !== key) });
  return (
    <>
      {draft.parts.map((part, index) => (
        <PartFields key={part.key} part={part} index={index} change={(some) => change(part.key, some)} onRemove={draft.parts.length > 1 ? () => remove(part.key) : undefined} />
      ))}
      <Button onClick={() => set({ parts: [...draft.parts, { key: String(Number(draft.parts.at(-1)?.key ?? '0') + 1), name: '', kind: draft.kind }] })}>再加一个</Button>
      <FormField label="原单位" hint="撤销时，每个下级单位都要归入一个分设单位">
        {() => (
          <Radio.Group
            value={draft.ends}
            options={[
              { value: false, label: '保留' },
              { value: true, label: '撤销' },
            ]}
            onChange={(event) => set({ ends: event.target.value === true })}
          />
        )}
      </FormField>
      {draft.ends && (
        <FormField label="承接单位" hint="接着办原单位的未了事项；没有另作安排的岗位也转入这里">
          {(id) => <Select id={id} value={draft.heir} options={partOptions(draft)} onChange={(heir: string) => set({ heir })} />}
        </FormField>
      )}
      <ChildFields {...props} />
    </>
  );
};
