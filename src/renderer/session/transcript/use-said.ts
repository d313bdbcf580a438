import { useEffect, useState } from 'react';

const shown_ms = 2000;

/** Words that are shown for a moment, such as what a key did. */
export function useSaid(): [said: string, say: (words: string) => void] {
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (said === '') return;
    const timer = setTimeout(() => setSaid(''), shown_ms);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, setSaid];
}
