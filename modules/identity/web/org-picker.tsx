import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { pageQueryOf, queryOf } from '#kernel/web/queries.ts';
import { findOrgs, type OrgHit, type OrgId, type OrgKind } from '../contract/index.ts';
import { useTypedWords } from './use-typed-words.ts';
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
  const [, words, setTyped] = useTypedWords();
  const found = useQuery(pageQueryOf(findOrgs, { query: { q: words === '' ? undefined : words, on, kind, limit: '20' } }));
  const chosen = useQuery({ ...queryOf(findOrgs, { query: { orgId: value, on } }), enabled: value !== undefined });
  const items = found.data?.items ?? [];
  const known = value === undefined || items.some(({ orgId }) => orgId === value) ? items : [...(chosen.data?.items ?? []), ...items];
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
      loading={found.isFetching}
      notFoundContent={found.isFetching ? '正在查找…' : '没有这样的单位。换一个词，或核对日期'}
      options={known.map((hit) => ({ value: hit.orgId, label: hit.name, hit }))}
      optionRender={(option) => <OrgLine hit={(option.data as { hit: OrgHit }).hit} />}
      onChange={(next: OrgId | undefined) =>
        onChange(
          next,
          known.find(({ orgId }) => orgId === next),
        )
      }
    />
  );
};
