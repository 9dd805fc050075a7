import { Button } from 'antd';
import { maxMergedOrgs } from '../contract/index.ts';
import type { FieldsProps } from './change-org-form.tsx';
import { FormField } from './form-field.tsx';
import { OrgPicker } from './org-picker.tsx';

/** This unit and others at once go into one. */
export const MergeFields = ({ draft, set, on }: FieldsProps) => (
  <>
    <FormField label="并入单位" hint="被并单位撤销；下级单位、在任岗位、授权和代理一并转入，未了事项由并入单位的同岗人员接着办">
      {(id) => <OrgPicker id={id} label="并入单位" value={draft.into} on={on} onChange={(into) => set({ into })} />}
    </FormField>
    {draft.merged.map((one, index) => (
      <FormField key={one.key} label={`同时被并的单位 ${index + 1}`}>
        {(id) => (
          <div className="merge-line">
            <OrgPicker
              id={id}
              label={`同时被并的单位 ${index + 1}`}
              value={one.orgId}
              on={on}
              onChange={(orgId) => set({ merged: draft.merged.map((other) => (other.key === one.key ? { ...other, orgId } : other)) })}
            />
            <Button aria-label={`不再合并单位 ${index + 1}`} onClick={() => set({ merged: draft.merged.filter(({ key }) => key !== one.key) })}>
              去掉
            </Button>
          </div>
        )}
      </FormField>
    ))}
    {draft.merged.length < maxMergedOrgs - 1 && (
      <Button onClick={() => set({ merged: [...draft.merged, { key: String(Number(draft.merged.at(-1)?.key ?? '0') + 1), orgId: undefined }] })}>同时再并一个单位</Button>
    )}
  </>
);
