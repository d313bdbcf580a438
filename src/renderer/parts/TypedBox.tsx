import { type InputHTMLAttributes, type Ref, useEffect, useRef, useState } from 'react';

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  ref?: Ref<HTMLInputElement>;
  value: string;
  /** Told a moment after the last key, so that each key does not become a question. */
  onValue(value: string): void;
}

const pause_ms = 120;

/** A search box: what is typed is shown at once and used a moment later. A value set from elsewhere replaces it. */
export function TypedBox({ value, onValue, ...input }: Props) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  useEffect(() => {
    if (value !== told.current) setText(value);
    told.current = value;
  }, [value]);
  useEffect(() => {
    if (text === told.current) return;
    const timer = setTimeout(() => {
      told.current = text;
      onValue(text);
    }, pause_ms);
    return () => clearTimeout(timer);
  });
  return (
    <input
      {...input}
      type="search"
      spellCheck={false}
      autoComplete="off"
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
