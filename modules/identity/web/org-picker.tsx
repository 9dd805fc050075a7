import { Select } from 'antd';
import { findOrgs, type OrgHit, type OrgId, type OrgKind } from '../contract/index.ts';
import { usePickerSearch } from './use-picker-search.ts';
import './pickers.css';

interface OrgPickerProps {
  /** name for screen readers */
  readonly label: string;
  readonly value: OrgId | undefined;
  readonly onChange: (orgId: OrgId | undefined, hit?: OrgHit) => void;
  /** the tree of this day; default today */
  readonly on?: string | undefined;
  readonly kind?: OrgKind | undefined;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly id?: string;
}

const OrgLine = ({ hit }: { readonly hit: OrgHit }) => (
  <span className="picker-line">
    <span>{hit.name}</span>
    {hit.path.length > 0 && <span className="picker-note">{hit.path.join(' / ')}</span>}
  </span>
);

/** Search as you type among the units in being; arrows and Enter choose. */
export const OrgPicker = ({ label, value, onChange, on, kind, placeholder = '输入名称、简称或信用代码', disabled = false, id }: OrgPickerProps) => {
  const { choices, hitOf, isSearching, setTyped } = usePickerSearch(findOrgs, {
    value,
    idOf: (hit) => hit.orgId,
    search: (q) => ({ query: { q, on, kind, limit: '20' } }),
    chosen: { query: { orgId: value, on } },
  });
  return (
    <Select<OrgId>
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      className="picker"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      disabled={disabled}
      placeholder={placeholder}
      {...(value === undefined ? {} : { value })}
      loading={isSearching}
      notFoundContent={isSearching ? '正在查找…' : '没有这样的单位。换一个词，或核对日期'}
      options={choices.map((hit) => ({ value: hit.orgId, label: hit.name, hit }))}
      optionRender={(option) => <OrgLine hit={(option.data as { hit: OrgHit }).hit} />}
      onChange={(next: OrgId | undefined) => onChange(next, hitOf(next))}
    />
  );
};
