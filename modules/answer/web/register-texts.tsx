import { Button, Checkbox } from 'antd';
import { useId, useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { tableEndings } from '#kernel/table-file.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import {
  actOnTextVersion,
  addTextVersion,
  annexBoundLabel,
  annexColumns,
  annexSlotLabel,
  assignRegisterItem,
  getTextVersion,
  versionActLabel,
  versionActs,
} from '../contract/index.ts';
import type { RegisterItem, TextRegister, TextVersion, VersionAct } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { Field, TextField } from '#ui/form-fields.tsx';

interface ItemProps {
  readonly planId: string;
  readonly item: RegisterItem;
  readonly today: string;
}
interface DialogProps extends ItemProps {
  readonly onClose: () => void;
}
const paramsOf = ({ planId, item }: ItemProps) => ({ planId, register: item.register as TextRegister, itemKey: item.itemKey });

const UploadDialog = ({ onClose, ...props }: DialogProps) => {
  const { item } = props;
  const [label, setLabel] = useState('');
  const [note, setNote] = useState('');
  const [file, setFile] = useState<File>();
  const [confirmed, setConfirmed] = useState(false);
  const act = useWrite(addTextVersion, onClose);
  const isAsked = act.error !== null && asProblem(act.error).code === 'file.reading_unconfirmed';
  const isTable = item.slot === 'figures';
  const choose = (chosen: File | undefined): void => {
    setFile(chosen);
    setConfirmed(false);
    act.reset();
  };
  return (
    <FormDialog
      title={`${item.title}：上传版本`}
      submit="上传"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: paramsOf(props), body: { label, note, confirmedReading: confirmed ? 'true' : 'false' }, file: file ?? new File([], '') })}
      onClose={onClose}
    >
      <TextField label="版本名称" value={label} onChange={setLabel} hint="如：征求意见稿、送审稿、印发稿。" />
      <Field
        label="文件"
        hint={
          isTable ? `Excel（xlsx）或 CSV，第一行为${annexColumns.map((one) => `「${one}」`).join('')}；逐行读入，读不懂的会指出第几行。` : 'PDF、Word、Excel或图片，不超过30 MB。'
        }
      >
        {(id) => <input id={id} type="file" accept={isTable ? tableEndings.join(',') : '.pdf,.docx,.xlsx,.jpg,.jpeg,.png'} onChange={(event) => choose(event.target.files?.[0])} />}
      </Field>
      <TextField label="说明" value={note} onChange={setNote} lines={2} />
      {(isAsked || confirmed) && (
        <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
          我已核对上面写的读法：文字没有乱码，分列正确
        </Checkbox>
      )}
    </FormDialog>
  );
};

const FactDialog = ({ version, act: kind, onClose, ...props }: DialogProps & { readonly version: TextVersion; readonly act: VersionAct }) => {
  const before = version.facts.findLast((one) => one.act === kind);
  const [on, setOn] = useState(before?.on ?? props.today);
  const [reference, setReference] = useState(before?.reference ?? '');
  const [place, setPlace] = useState(before?.place ?? '');
  const [reason, setReason] = useState('');
  const act = useWrite(actOnTextVersion, onClose);
  return (
    <FormDialog
      title={`${version.label}：登记${versionActLabel[kind]}`}
      submit="登记"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { ...paramsOf(props), version: version.version }, body: { act: kind, on, reference, place, reason } })}
      onClose={onClose}
    >
      <TextField label="日期" type="date" value={on} onChange={setOn} />
      <TextField label="会议或文号" value={reference} onChange={setReference} />
      {kind === 'published' && <TextField label="公布位置" value={place} onChange={setPlace} hint="政府网站的网址、公报期号或张贴地点。" />}
      {before !== undefined && <TextField label="更正理由" value={reason} onChange={setReason} hint="原记录保留，以这一次为准。" />}
    </FormDialog>
  );
};

const AssignDialog = ({ onClose, ...props }: DialogProps) => {
  const before = props.item.assignments.at(-1);
  const [orgId, setOrgId] = useState(before?.orgId as OrgId | undefined);
  const [due, setDue] = useState(props.item.due ?? '');
  const [reason, setReason] = useState('');
  const orgField = useId();
  const act = useWrite(assignRegisterItem, onClose);
  return (
    <FormDialog
      title={`${props.item.title}：责任单位和期限`}
      submit="确定"
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: paramsOf(props), body: { orgId: orgId ?? '', due: due === '' ? null : due, reason } })}
      onClose={onClose}
    >
      <div className="form-field">
        <label htmlFor={orgField}>责任单位</label>
        <OrgPicker id={orgField} label="责任单位" placeholder="选择责任单位" value={orgId} onChange={setOrgId} />
      </div>
      <TextField label="期限" type="date" value={due} onChange={setDue} />
      {before !== undefined && <TextField label="更正理由" value={reason} onChange={setReason} />}
    </FormDialog>
  );
};

const sizeText = (bytes: number): string => (bytes < 1024 * 1024 ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

const FactText = ({ version, act }: { readonly version: TextVersion; readonly act: VersionAct }) => {
  const said = version.facts.filter((one) => one.act === act);
  const last = said.at(-1);
  if (last === undefined) return null;
  const isAddress = /^https?:\/\//.test(last.place);
  return (
    <span className="text-version-fact">
      {last.on}
      {versionActLabel[act]} {last.reference}{' '}
      {isAddress ? (
        <a href={last.place} target="_blank" rel="noreferrer">
          {last.place}
        </a>
      ) : (
        last.place
      )}
      {said.length > 1 && (
        <span className="muted">
          （更正{said.length - 1}次：{last.reason}）
        </span>
      )}
    </span>
  );
};

const Rows = ({ version }: { readonly version: TextVersion }) => (
  <details className="own-clauses-note">
    <summary>读入{version.rows.length}行</summary>
    <div className="text-version-rows">
      <table>
        <thead>
          <tr>
            <th scope="col">指标</th>
            <th scope="col">年份</th>
            <th scope="col">目标值</th>
            <th scope="col">读作</th>
          </tr>
        </thead>
        <tbody>
          {version.rows.map((row) => (
            <tr key={row.row}>
              <td>{row.indicator}</td>
              <td>{row.year}</td>
              <td>{row.text}</td>
              <td>
                {row.value}
                {row.unit}（{annexBoundLabel[row.bound]}）
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </details>
);

type Open = { readonly kind: 'upload' | 'assign' } | { readonly kind: 'fact'; readonly version: TextVersion; readonly act: VersionAct };

/** Owner, versions as files with their hashes, adoption and publication of one document or annex. */
export const RegisterTexts = ({ people, may, ...props }: ItemProps & { readonly people: Readonly<Record<string, string>>; readonly may: boolean }) => {
  const { item } = props;
  const [open, setOpen] = useState<Open>();
  const owner = item.assignments.at(-1);
  const dialog = { ...props, onClose: () => setOpen(undefined) };
  return (
    <div className="text-versions">
      <p className="clause-reason">
        责任单位：{owner?.orgName ?? '未定'}
        {item.slot !== null && item.versions.length === 0 && `；空位，等待上传${annexSlotLabel[item.slot]}`}
      </p>
      {item.versions.length > 0 && (
        <ol className="text-version-list" aria-label={`${item.title}的版本`}>
          {item.versions.map((version) => (
            <li key={version.version}>
              <b>{version.label}</b>{' '}
              <a href={buildUrl(getTextVersion, { params: { ...paramsOf(props), version: version.version } })} download>
                {version.name}
              </a>{' '}
              <span className="muted">
                {sizeText(version.bytes)}　SHA-256 {version.sha256.slice(0, 12)}…　{people[version.by] ?? ''} {version.recordedAt.slice(0, 10)}上传　{version.note}
              </span>
              {versionActs.map((act) => (
                <FactText key={act} version={version} act={act} />
              ))}
              {version.rows.length > 0 && <Rows version={version} />}
              {may && (
                <span className="answer-tools">
                  {versionActs.map((act) => (
                    <Button key={act} size="small" onClick={() => setOpen({ kind: 'fact', version, act })}>
                      {version.facts.some((one) => one.act === act) ? '更正' : '登记'}
                      {versionActLabel[act]}
                    </Button>
                  ))}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
      {may && (
        <div className="answer-tools">
          <Button size="small" onClick={() => setOpen({ kind: 'upload' })}>
            上传版本
          </Button>
          <Button size="small" onClick={() => setOpen({ kind: 'assign' })}>
            {owner === undefined ? '确定责任单位' : '更正责任单位'}
          </Button>
        </div>
      )}
      {open?.kind === 'upload' && <UploadDialog {...dialog} />}
      {open?.kind === 'assign' && <AssignDialog {...dialog} />}
      {open?.kind === 'fact' && <FactDialog {...dialog} version={open.version} act={open.act} />}
    </div>
  );
};
