import { useEffect, useState } from 'react';

const typingPause = 250;

/** What is typed, and the same after a pause: the server is asked once per pause, not once per key. */
export const useTypedWords = (): readonly [typed: string, settled: string, setTyped: (words: string) => void] => {
  const [typed, setTyped] = useState('');
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), typingPause);
    return () => clearTimeout(timer);
  }, [typed]);
  return [typed, settled, setTyped];
};
