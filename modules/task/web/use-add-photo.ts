import { useMutation } from '@tanstack/react-query';
import { Temporal } from 'temporal-polyfill';
import { formatMoment } from '#kernel/calendar.ts';
import { newIdempotencyKey } from '#kernel/web/call.ts';
import { ProblemError } from '#kernel/web/problem-error.ts';
import { uploadPhoto } from '../contract/index.ts';
import type { AssignmentId } from '../contract/index.ts';
import { useQueued } from './use-report-sending.ts';

const placeNow = (): Promise<GeolocationPosition> =>
  new Promise((found, failed) => navigator.geolocation.getCurrentPosition(found, failed, { enableHighAccuracy: true, timeout: 15_000 }));

/** Said at once and on the device: later, when there is a network, the place is too far away to take the photo again. */
const withoutPlace = (): ProblemError =>
  new ProblemError({
    type: 'about:blank',
    code: 'task.photo_without_place',
    title: '照片没有地点',
    detail: '没有取得拍摄地点（经纬度），照片没有加入。请打开手机定位、允许本页使用位置后重拍。',
    status: 422,
    requestId: '',
  });

const timeOf = (file: File): string => formatMoment(Temporal.Instant.fromEpochMilliseconds(file.lastModified));

export interface AddedPhoto {
  readonly photoId: string;
  readonly isReused: boolean;
  readonly isWaiting: boolean;
}

/** Time from the camera's file, place from the device, the name made here: with all three it may wait for a network. */
export function useAddPhoto({ ownerId, assignmentId, title }: { readonly ownerId: string; readonly assignmentId: AssignmentId; readonly title: string }) {
  const { queue } = useQueued(ownerId);
  return useMutation({
    networkMode: 'always',
    mutationFn: async (file: File): Promise<AddedPhoto> => {
      const place = await placeNow().catch(() => undefined);
      if (place === undefined) throw withoutPlace();
      const photoId = newIdempotencyKey();
      const { latitude, longitude } = place.coords;
      const body = { assignmentId, photoId: photoId as never, takenAt: timeOf(file), latitude: latitude.toFixed(6), longitude: longitude.toFixed(6) };
      const sent = await queue.submit(uploadPhoto, { file, body }, `照片（${title}）`);
      return { photoId, isReused: sent.sent && sent.reply.isReused, isWaiting: !sent.sent };
    },
  });
}
