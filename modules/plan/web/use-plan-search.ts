import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { type PlanId, type SearchHit, searchVersion, type VersionId } from '../contract/index.ts';
import type { Stretch } from './text-layout.ts';

export interface Place extends Stretch {
  readonly nodeId: string;
}

export interface PlanSearch {
  readonly words: string;
  readonly hits: readonly SearchHit[];
  /** every place of the loaded hits, in text order */
  readonly places: readonly Place[];
  /** index into `places` */
  readonly current: number | undefined;
  readonly countWords: string;
  /** an answer for these words has arrived */
  readonly settled: boolean;
  readonly error: Error | null;
  readonly more: (() => void) | undefined;
  readonly step: (by: 1 | -1) => void;
  readonly showFirstIn: (nodeId: string) => void;
}

interface SearchTarget {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly words: string;
  readonly onPlace: (place: Place) => void;
}

const pageSize = '100';

const placesOf = (hits: readonly SearchHit[]): readonly Place[] =>
  hits.flatMap((hit) => hit.places.map((place) => ({ ...place, nodeId: hit.nodeId }))).sort((a, b) => a.start - b.start);

/** Search in one version with a current place that steps forth and back through the text. */
export const usePlanSearch = ({ planId, versionId, words, onPlace }: SearchTarget): PlanSearch => {
  const [chosen, setChosen] = useState<{ readonly index: number; readonly within: string }>();
  const within = `${versionId} ${words}`;
  const current = chosen?.within === within ? chosen.index : undefined;
  const query = useInfiniteQuery({
    queryKey: [searchVersion.id, planId, versionId, words],
    queryFn: ({ pageParam, signal }) => call(searchVersion, { params: { planId, versionId }, query: { q: words, limit: pageSize, cursor: pageParam } }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    enabled: words !== '',
  });
  const hits = useMemo(() => (words === '' ? [] : (query.data?.pages.flatMap((page) => page.items) ?? [])), [query.data, words]);
  const places = useMemo(() => placesOf(hits), [hits]);

  const show = (index: number, among = places): void => {
    const place = among[index];
    if (place === undefined) return;
    setChosen({ index, within });
    onPlace(place);
  };
  const step = (by: 1 | -1): void => {
    if (places.length === 0) return;
    const from = current ?? (by === 1 ? -1 : 0);
    const next = from + by;
    if (next >= places.length && query.hasNextPage) void query.fetchNextPage().then((more) => show(next, placesOf(more.data?.pages.flatMap((page) => page.items) ?? [])));
    else show((next + places.length) % places.length);
  };
  const total = query.data?.pages[0]?.total ?? 0;
  const countWords = query.isPending
    ? '查找中…'
    : places.length === 0
      ? '0 处'
      : `${current === undefined ? '' : `第 ${current + 1} / `}${places.length} 处${query.hasNextPage ? '以上' : ''}，${total} 条`;
  return {
    words,
    hits,
    places,
    current,
    countWords,
    settled: query.isSuccess,
    error: query.error,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    step,
    showFirstIn: (nodeId) => show(places.findIndex((place) => place.nodeId === nodeId)),
  };
};
