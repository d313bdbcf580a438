import { useState } from 'react';
import type { RawRecord } from '../../../contract/raw.ts';
import type { ApiError } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { type Thread, threadInput } from '../transcript/thread.ts';

const chunk = 65_536;
/* Nobody pastes more than this. */
const longest = 2_000_000;

interface Read {
  text: string;
  next_offset: number | null;
}

/** The text of a record as far as it was read, and the ways to the rest. */
export function useRawText(thread: Thread, index: number, record: RawRecord) {
  const [read, setRead] = useState<Read>(record);
  const [error, setError] = useState<ApiError | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const readOn = async ({ text, next_offset }: Read): Promise<Read> => {
    const offset = next_offset ?? 0;
    const result = await api.raw({ ...threadInput(thread), index, line: record.line, offset, limit: chunk });
    setError(result.ok ? null : result.error);
    const [next] = result.ok ? result.value.records : [];
    if (!next) throw new Error('The record could not be read on.');
    return { text: text + next.text, next_offset: next.next_offset };
  };
  const more = async (): Promise<void> => {
    setIsLoading(true);
    await readOn(read).then(setRead, () => undefined);
    setIsLoading(false);
  };
  const whole = async (): Promise<string> => {
    let all: Read = read;
    while (all.next_offset !== null && all.text.length < longest) all = await readOn(all);
    return all.text;
  };
  return { ...read, error, is_loading: isLoading, more: () => void more(), whole };
}
