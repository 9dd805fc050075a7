import { Input, Select } from 'antd';
import { type OrgAct, type OrgId, type OrgKind, orgKindLabel, orgKinds } from '../contract/index.ts';
import { FormField } from './form-field.tsx';
import { MergeFields } from './merge-fields.tsx';
import { OrgPicker } from './org-picker.tsx';
import { SplitFields } from './split-fields.tsx';

export interface PartDraft {
  readonly key: string;
  readonly name: string;
  readonly kind: OrgKind;
}

/** Another unit that is merged at the same time. */
export interface MergedDraft {
  readonly key: string;
  readonly orgId: OrgId | undefined;
}

/** What the form holds; which of it is sent depends on the act. */
export interface OrgDraft {
  readonly name: string;
  readonly shortName: string;
  readonly kind: OrgKind;
  readonly parentId: OrgId | undefined;
  readonly uscc: string;
  readonly divisionCode: string;
  readonly sort: string;
  readonly into: OrgId | undefined;
  readonly merged: readonly MergedDraft[];
  readonly parts: readonly PartDraft[];
  /** which part a lower unit or a post goes with, by the key of the part */
  readonly children: Readonly<Record<string, string>>;
  readonly holdings: Readonly<Record<string, string>>;
  readonly heir: string;
  readonly ends: boolean;
}

export interface FieldsProps {
  readonly draft: OrgDraft;
  readonly set: (change: Partial<OrgDraft>) => void;
  readonly on: string;
}

const KindField = ({ draft, set }: FieldsProps) => (
  <FormField label="单位类别">
    {(id) => <Select<OrgKind> id={id} value={draft.kind} options={orgKinds.map((value) => ({ value, label: orgKindLabel[value] }))} onChange={(kind) => set({ kind })} />}
  </FormField>
);
const NameFields = ({ draft, set }: FieldsProps) => (
  <>
    <FormField label="单位名称">{(id) => <Input id={id} value={draft.name} maxLength={100} onChange={(event) => set({ name: event.target.value })} />}</FormField>
    <FormField label="简称" hint="可不填">
      {(id) => <Input id={id} value={draft.shortName} maxLength={40} onChange={(event) => set({ shortName: event.target.value })} />}
    </FormField>
  </>
);
const ParentField = ({ draft, set, on }: FieldsProps) => (
  <FormField label="上级单位" hint="清空表示顶层单位">
    {(id) => <OrgPicker id={id} label="上级单位" value={draft.parentId} on={on} onChange={(parentId) => set({ parentId })} />}
  </FormField>
);
const CodeFields = ({ draft, set }: FieldsProps) => (
  <>
    <FormField label="统一社会信用代码" hint="18 位，可不填">
      {(id) => <Input id={id} value={draft.uscc} onChange={(event) => set({ uscc: event.target.value })} />}
    </FormField>
    <FormField label="行政区划代码" hint="如 340323 或 340323100，可不填">
      {(id) => <Input id={id} value={draft.divisionCode} inputMode="numeric" onChange={(event) => set({ divisionCode: event.target.value })} />}
    </FormField>
    <FormField label="排序" hint="同级单位由小到大排列">
      {(id) => <Input id={id} value={draft.sort} inputMode="numeric" onChange={(event) => set({ sort: event.target.value })} />}
    </FormField>
  </>
);

/** The fields of an act. */
export const ChangeOrgForm = ({ act, ...props }: FieldsProps & { readonly act: OrgAct; readonly orgId: OrgId | undefined }) => {
  switch (act) {
    case 'establish':
      return (
        <div className="form-columns">
          <NameFields {...props} />
          <KindField {...props} />
          <ParentField {...props} />
          <CodeFields {...props} />
        </div>
      );
    case 'rename':
      return <NameFields {...props} />;
    case 'move':
      return <ParentField {...props} />;
    case 'amend':
      return (
        <div className="form-columns">
          <KindField {...props} />
          <CodeFields {...props} />
        </div>
      );
    case 'merge':
      return <MergeFields {...props} />;
    case 'split':
      return <SplitFields {...props} />;
    default:
      return <p>撤销后，这个单位在生效日期起不再出现在单位树中；以前的记录保留。还有在任岗位或等它办理的事项时不能撤销：职责由别的单位承接的，请用「合并」。</p>;
  }
};
