import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useTypedWords } from '#ui/use-typed-words.ts';
import { listBlockages, listOrders } from '../contract/index.ts';

const shown = '20';

interface MatterPickerProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (id: string) => void;
}
interface FoundProps extends MatterPickerProps {
  readonly placeholder: string;
  readonly nothing: string;
  readonly isFetching: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onSearch: (words: string) => void;
}

const Found = ({ id, label, value, placeholder, nothing, isFetching, options, onSearch, onChange }: FoundProps) => (
  <Select<string>
    id={id}
    aria-label={label}
    className="supervision-select"
    showSearch={{ filterOption: false, onSearch }}
    allowClear
    placeholder={placeholder}
    {...(value === '' ? {} : { value })}
    loading={isFetching}
    notFoundContent={isFetching ? '正在查找…' : nothing}
    options={[...options]}
    onChange={(next: string | undefined) => onChange(next ?? '')}
  />
);

const forQuery = (words: string): string | undefined => (words === '' ? undefined : words);

/** Search as you type among the open orders that the person may see. */
export const OrderPicker = (props: MatterPickerProps) => {
  const [, words, onSearch] = useTypedWords();
  const found = useQuery(pageQueryOf(listOrders, { query: { q: forQuery(words), standing: 'open', limit: shown } }));
  const options = (found.data?.items ?? []).map(({ orderId, number, title, lead }) => ({ value: orderId, label: `${number ?? '未编号'} ${title}（${lead.name}）` }));
  return <Found {...props} placeholder="输入文号或事项" nothing="没有这样的在办督办单，换一个词" isFetching={found.isFetching} options={options} onSearch={onSearch} />;
};

/** Search as you type among the open blockages that the person may see. */
export const BlockagePicker = (props: MatterPickerProps) => {
  const [, words, onSearch] = useTypedWords();
  const found = useQuery(pageQueryOf(listBlockages, { query: { q: forQuery(words), standing: 'open', limit: shown } }));
  const options = (found.data?.items ?? []).map(({ blockageId, number, title }) => ({ value: blockageId, label: `${number} ${title}` }));
  return <Found {...props} placeholder="输入编号或事项" nothing="没有这样的需协调事项，请先提出" isFetching={found.isFetching} options={options} onSearch={onSearch} />;
};
