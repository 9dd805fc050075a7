import { Select } from 'antd';
import { findPeople, type OrgId, type PersonHit, type UserId } from '../contract/index.ts';
import { usePickerSearch } from './use-picker-search.ts';
import './pickers.css';

interface PersonPickerProps {
  /** name for screen readers */
  readonly label: string;
  readonly value: UserId | undefined;
  readonly onChange: (userId: UserId | undefined, hit?: PersonHit) => void;
  /** only people who hold something at this unit */
  readonly orgId?: OrgId | undefined;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly id?: string;
}

const PersonLine = ({ hit }: { readonly hit: PersonHit }) => (
  <span className="picker-line">
    <span>
      {hit.displayName}
      {hit.stamp === 'demo' && <span className="picker-stamp">演示</span>}
    </span>
    {hit.posts.length > 0 && <span className="picker-note">{hit.posts.join('；')}</span>}
  </span>
);

/** Search as you type among active staff; what they hold tells namesakes apart. */
export const PersonPicker = ({ label, value, onChange, orgId, placeholder = '输入姓名或账号', disabled = false, id }: PersonPickerProps) => {
  const { choices, hitOf, isSearching, setTyped } = usePickerSearch(findPeople, {
    value,
    idOf: (hit) => hit.userId,
    search: (q) => ({ query: { q, orgId, limit: '20' } }),
    chosen: { query: { userId: value } },
  });
  return (
    <Select<UserId>
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      className="picker"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      disabled={disabled}
      placeholder={placeholder}
      {...(value === undefined ? {} : { value })}
      loading={isSearching}
      notFoundContent={isSearching ? '正在查找…' : '没有这样的人员。换一个词，或先到「人员」中登记'}
      options={choices.map((hit) => ({ value: hit.userId, label: hit.displayName, hit }))}
      optionRender={(option) => <PersonLine hit={(option.data as { hit: PersonHit }).hit} />}
      onChange={(next: UserId | undefined) => onChange(next, hitOf(next))}
    />
  );
};
