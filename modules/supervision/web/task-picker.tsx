import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { listTasks } from '#task/contract';
import { useTypedWords } from '#ui/use-typed-words.ts';

const shown = '20';

interface TaskPickerProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (taskId: string) => void;
}

/** Search as you type among the tasks that the person may see. */
export const TaskPicker = ({ id, label, value, onChange }: TaskPickerProps) => {
  const [, words, setTyped] = useTypedWords();
  const found = useQuery(pageQueryOf(listTasks, { query: { q: words === '' ? undefined : words, limit: shown } }));
  return (
    <Select<string>
      id={id}
      aria-label={label}
      className="supervision-select"
      showSearch={{ filterOption: false, onSearch: setTyped }}
      allowClear
      placeholder="输入编号或名称"
      {...(value === '' ? {} : { value })}
      loading={found.isFetching}
      notFoundContent={found.isFetching ? '正在查找…' : '没有这样的任务，换一个词'}
      options={(found.data?.items ?? []).map(({ taskId, code, title, year }) => ({ value: taskId, label: `${year}年 ${code} ${title}` }))}
      onChange={(next: string | undefined) => onChange(next ?? '')}
    />
  );
};
