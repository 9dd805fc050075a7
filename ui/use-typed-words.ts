import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** Milliseconds without a key after which typing has paused: the server is asked once per pause, not once per key. */
const typingPause = 300;

/** What stands in a field that changes something outside, e.g. the address, once the typing pauses. */
export const useSettledWords = (value: string, onSettled: (words: string) => void): readonly [words: string, setWords: (words: string) => void] => {
  const [words, setWords] = useState(value);
  const known = useRef(value);
  const settle = useEffectEvent((typed: string) => {
    known.current = typed;
    onSettled(typed);
  });
  useEffect(() => {
    // What comes back from outside after it was settled here must not undo what was typed since.
    if (value !== known.current) setWords(value);
    known.current = value;
  }, [value]);
  useEffect(() => {
    if (words === known.current) return;
    const timer = setTimeout(() => settle(words), typingPause);
    return () => clearTimeout(timer);
  }, [words]);
  return [words, setWords];
};

/** What is typed, and the same after a pause. */
export const useTypedWords = (): readonly [typed: string, settled: string, setTyped: (words: string) => void] => {
  const [settled, setSettled] = useState('');
  const [typed, setTyped] = useSettledWords('', setSettled);
  return [typed, settled, setTyped];
};
