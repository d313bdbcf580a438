import { useState } from 'react';

/** The value, or the last one there was. The value must keep its identity for as long as it means the same. */
export function useLatest<T>(value: T | null): T | null {
  const [latest, setLatest] = useState(value);
  if (value !== null && value !== latest) setLatest(value);
  return value ?? latest;
}
