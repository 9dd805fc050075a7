import { Button } from 'antd';

interface AsOfProps {
  readonly knownOn: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

/** Which day's knowledge is shown: figures, states and names as they stood at its end. */
export const AsOf = ({ knownOn, onChange }: AsOfProps) => (
  <label className="as-of">
    截至
    <input type="date" value={knownOn ?? ''} onChange={(event) => onChange(event.target.value === '' ? undefined : event.target.value)} />
    {knownOn !== undefined && (
      <Button size="small" onClick={() => onChange(undefined)}>
        回到现在
      </Button>
    )}
  </label>
);

export const asOfNote = (knownOn: string | undefined): string => (knownOn === undefined ? '' : `按 ${knownOn} 当天记录的显示`);
