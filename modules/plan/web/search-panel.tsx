import { Button, Input } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { SearchHit } from '../contract/index.ts';
import type { PlanSearch } from './use-plan-search.ts';

interface SearchBoxProps {
  readonly search: PlanSearch;
  readonly onWords: (words: string) => void;
}

const typingPause = 300;

/** Words to look for. Enter → next place, Shift+Enter → previous, Escape → clear. */
export const SearchBox = ({ search, onWords }: SearchBoxProps) => {
  const [words, setWords] = useState(search.words);
  const asked = useRef(search.words);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    // The address changed from outside (back button, link); typing in progress is not overwritten.
    if (search.words !== asked.current) setWords(search.words);
    asked.current = search.words;
  }, [search.words]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const commit = (next: string): void => {
    clearTimeout(timer.current);
    asked.current = next.trim();
    onWords(next.trim());
  };
  const type = (next: string): void => {
    setWords(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => commit(next), typingPause);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      setWords('');
      commit('');
    }
    if (event.key !== 'Enter') return;
    if (words.trim() !== search.words) commit(words);
    else search.step(event.shiftKey ? -1 : 1);
  };
  return (
    <search className="search-box">
      <Input
        type="search"
        aria-label="在原文中查找"
        placeholder="在原文中查找"
        maxLength={100}
        allowClear
        value={words}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {search.words !== '' && (
        <>
          <output className="search-count" data-testid="search-count">
            {search.countWords}
          </output>
          <Button size="small" aria-label="上一处" disabled={search.places.length === 0} onClick={() => search.step(-1)}>
            ↑
          </Button>
          <Button size="small" aria-label="下一处" disabled={search.places.length === 0} onClick={() => search.step(1)}>
            ↓
          </Button>
        </>
      )}
    </search>
  );
};

const Snippet = ({ hit }: { readonly hit: SearchHit }) => {
  const { text, hits } = hit.snippet;
  const parts = hits.flatMap((place, index) => [
    text.slice(hits[index - 1]?.end ?? 0, place.start),
    <mark key={place.start} className="hit">
      {text.slice(place.start, place.end)}
    </mark>,
  ]);
  return (
    <span className="snippet">
      {parts}
      {text.slice(hits.at(-1)?.end ?? 0)}
    </span>
  );
};

/** The nodes that contain the words, with the words in their surroundings. */
export const SearchHits = ({ search }: { readonly search: PlanSearch }) => {
  const current = search.places[search.current ?? -1]?.nodeId;
  return (
    <div className="hits">
      <ol className="hit-list" aria-label="查找结果">
        {search.hits.map((hit) => (
          <li key={hit.nodeId}>
            <button type="button" className={hit.nodeId === current ? 'hit-entry current' : 'hit-entry'} onClick={() => search.showFirstIn(hit.nodeId)}>
              <span className="hit-path">{hit.path.join(' › ')}</span>
              <Snippet hit={hit} />
              {hit.places.length > 1 && <span className="muted">本条 {hit.places.length} 处</span>}
            </button>
          </li>
        ))}
      </ol>
      {search.more !== undefined && (
        <Button block onClick={search.more}>
          更多结果
        </Button>
      )}
      {search.hits.length === 0 && search.settled && <p className="muted hits-none">原文中没有「{search.words}」。请换一个词，或减少字数。</p>}
    </div>
  );
};
