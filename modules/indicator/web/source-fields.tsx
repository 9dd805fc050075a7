import { Input } from 'antd';
import { Labelled } from './labelled.tsx';

export interface SourceDraft {
  readonly document: string;
  readonly link: string;
  readonly publishedOn: string;
}
export const noSource: SourceDraft = { document: '', link: '', publishedOn: '' };

/** Where the figures come from: asked once for all of them. */
export const SourceFields = ({ value, onChange }: { readonly value: SourceDraft; readonly onChange: (next: SourceDraft) => void }) => (
  <fieldset className="source-fields">
    <legend>来源</legend>
    <Labelled>
      来源文件
      <Input value={value.document} maxLength={300} required placeholder="例如 2025年统计公报" onChange={(event) => onChange({ ...value, document: event.target.value })} />
    </Labelled>
    <Labelled>
      来源网址
      <Input value={value.link} maxLength={500} placeholder="https://（可不填）" onChange={(event) => onChange({ ...value, link: event.target.value })} />
    </Labelled>
    <label>
      公布日期
      <input type="date" value={value.publishedOn} onChange={(event) => onChange({ ...value, publishedOn: event.target.value })} />
    </label>
  </fieldset>
);
