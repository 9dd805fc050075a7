import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { call } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { parameterLevelLabel, previewParameterValue, setParameterValue } from '#settings/contract';
import { type LightRuleSet, lightRulesParam } from '../contract/index.ts';
import { ActDialog, type ActField, type ActValues } from './act-form.tsx';
import { ruleSetName } from './light-rule-bands.tsx';

const fields: readonly ActField[] = [
  { name: 'from', label: '生效日期', kind: 'day', hint: '今天或以后；此前各天仍按原规则判灯' },
  { name: 'to', label: '截止日期', kind: 'day', hint: '不填则到下一套规则开始为止' },
  {
    name: 'level',
    label: '层级',
    kind: 'choice',
    options: (['county', 'province', 'national'] as const).map((value) => ({ value, label: parameterLevelLabel[value] })),
    initial: 'county',
  },
  { name: 'document', label: '依据文件', kind: 'text', hint: '文件名称、文号' },
  { name: 'article', label: '条款', kind: 'text' },
  { name: 'reason', label: '理由', kind: 'note' },
];

const params = { code: lightRulesParam.code };
const bodyOf = (values: ActValues, rules: LightRuleSet) => ({
  level: (values['level'] ?? 'county') as 'county',
  from: values['from'] ?? '',
  to: values['to'] ?? null,
  value: rules,
  source: { document: values['document'] ?? '', ...(values['article'] === undefined ? {} : { article: values['article'] }) },
  reason: values['reason'] ?? '',
});

const Effect = ({ preview }: { readonly preview: Reply<typeof previewParameterValue> }) => (
  <div role="status">
    {preview.hiddenBy !== null && <p>{preview.hiddenBy}。</p>}
    {preview.changes.length === 0 ? (
      <p>没有哪一天的规则因此改变。</p>
    ) : (
      <ul>
        {preview.changes.map(({ from, to }) => (
          <li key={from}>
            {from}起{to === null ? '' : `至${to}`}按新规则判灯。
          </li>
        ))}
      </ul>
    )}
    <p>核对无误后按「启用」。</p>
  </div>
);

interface AdoptRulesProps {
  readonly rules: LightRuleSet;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** In two steps: on which days it would hold, then into force. What is changed in between is looked at again. */
export const AdoptRules = ({ rules, onDone, onClose }: AdoptRulesProps) => {
  const [seen, setSeen] = useState<{ readonly values: string; readonly preview: Reply<typeof previewParameterValue> }>();
  const look = useMutation({ mutationFn: (values: ActValues) => call(previewParameterValue, { params, body: bodyOf(values, rules) }) });
  const save = useWrite(setParameterValue, onDone);
  const error = save.error ?? look.error;
  return (
    <ActDialog
      title={`启用「${ruleSetName(rules)}」`}
      confirm={seen === undefined ? '预览影响' : '启用'}
      fields={fields}
      {...(seen === undefined ? {} : { intro: <Effect preview={seen.preview} /> })}
      busy={look.isPending || save.isPending}
      problem={error === null ? null : asProblem(error)}
      onClose={onClose}
      onSubmit={(values) => {
        const typed = JSON.stringify(values);
        save.reset();
        if (seen?.values === typed) save.mutate({ params, body: bodyOf(values, rules) });
        else look.mutate(values, { onSuccess: (preview) => setSeen({ values: typed, preview }), onError: () => setSeen(undefined) });
      }}
    />
  );
};
