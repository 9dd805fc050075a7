import { Input } from 'antd';
import { useId, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { formatMoment } from '#kernel/calendar.ts';
import { deviceMoment, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { addInspectionFile, noteFinding } from '../contract/index.ts';
import { useOffline } from './use-offline.ts';

interface SceneFormProps {
  readonly inspectionId: string;
  readonly subject: string;
  /** where the team stands; the first guess for the place of a finding */
  readonly arrivedPlace: string;
}

const locationPause = 10_000;

const placeNow = (): Promise<GeolocationPosition | undefined> =>
  new Promise((found) => {
    if (!('geolocation' in navigator)) found(undefined);
    else navigator.geolocation.getCurrentPosition(found, () => found(undefined), { enableHighAccuracy: true, timeout: locationPause, maximumAge: 60_000 });
  });

/** A camera writes the file's own time when the picture is taken. */
const takenAt = (file: File): string => formatMoment(Temporal.Instant.fromEpochMilliseconds(file.lastModified));

/** On the spot, with one hand: what was found, where, photos. Without signal everything waits on this device and is sent in order. */
export const SceneForm = ({ inspectionId, subject, arrivedPlace }: SceneFormProps) => {
  const [textId, placeId] = [useId(), useId()];
  const [text, setText] = useState('');
  const [place, setPlace] = useState(arrivedPlace);
  const [photos, setPhotos] = useState<readonly File[]>([]);
  const [words, setWords] = useState('');
  const finding = useOffline(noteFinding, () => undefined);
  const photo = useOffline(addInspectionFile, () => undefined);
  const isBusy = finding.isPending || photo.isPending;
  const send = async (): Promise<void> => {
    const findingId = newIdempotencyKey() as never;
    const at = await placeNow();
    const spot = at === undefined ? {} : { latitude: at.coords.latitude.toFixed(6), longitude: at.coords.longitude.toFixed(6) };
    const params = { inspectionId: inspectionId as never };
    const { sent } = await finding.mutateAsync({ label: `现场发现：${subject}`, input: { params, body: { findingId, text, place, notedAt: deviceMoment() } } });
    let isKept = !sent;
    for (const file of photos) {
      const done = await photo.mutateAsync({
        label: `现场照片：${subject}`,
        input: { params, file, body: { purpose: 'photo', findingId, takenAt: takenAt(file), place, ...spot } },
      });
      isKept ||= !done.sent;
    }
    setWords(isKept ? '没有网络，已存在本机，联网后自动提交。' : '已登记。');
    setText('');
    setPhotos([]);
  };
  const error = finding.error ?? photo.error;
  return (
    <section className="supervision-card scene-form" aria-label="登记现场发现">
      <h2>登记现场发现</h2>
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      <div className="supervision-field">
        <label htmlFor={textId}>发现的问题</label>
        <Input.TextArea id={textId} rows={3} value={text} maxLength={4000} placeholder="没有问题的，写明查看了什么" onChange={(event) => setText(event.target.value)} />
      </div>
      <div className="supervision-field">
        <label htmlFor={placeId}>地点</label>
        <Input id={placeId} value={place} maxLength={200} onChange={(event) => setPlace(event.target.value)} />
      </div>
      <label className="scene-camera">
        拍照或选择照片
        <input
          type="file"
          accept="image/jpeg,image/png"
          capture="environment"
          multiple
          onChange={(event) => {
            setPhotos((before) => [...before, ...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </label>
      {photos.length > 0 && <p className="muted">已选{photos.length}张照片，随这项发现一起提交（带时间、地点）。</p>}
      <BusyButton type="primary" size="large" block disabled={text.trim().length < 2 || place.trim() === ''} busy={isBusy} onClick={() => void send().catch(() => undefined)}>
        登记
      </BusyButton>
      <p role="status">{words}</p>
    </section>
  );
};
