import { CodeText } from '../code/CodeText.tsx';
import { OutputText } from './OutputText.tsx';
import { PlainText } from './PlainText.tsx';

/** How a text is drawn: as written, as terminal output, or as code in a language, its long lines broken or not. */
export type Look =
  | { as: 'plain' }
  | { as: 'output' }
  | { as: 'code'; language: string | null }
  | { as: 'wrapped code'; language: string };

export const plain: Look = { as: 'plain' };
export const output: Look = { as: 'output' };
export const command: Look = { as: 'wrapped code', language: 'bash' };
export const json: Look = { as: 'wrapped code', language: 'json' };

/** Text in one of its looks. */
export function DrawnText({ text, look }: { text: string; look: Look }) {
  switch (look.as) {
    case 'plain':
      return <PlainText text={text} />;
    case 'output':
      return <OutputText text={text} />;
    case 'code':
      return <CodeText code={text} language={look.language} />;
    case 'wrapped code':
      return <CodeText code={text} language={look.language} wraps />;
  }
}
