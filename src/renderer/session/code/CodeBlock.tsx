import { CopyButton } from '../parts/CopyButton.tsx';
import { languageByName } from './code-language.ts';
import { CodeText } from './CodeText.tsx';
import styles from './code.module.css';

/** A fenced block of a message: its language by name, a way to copy it, its code. */
export function CodeBlock({ code, language }: { code: string; language: string }) {
  const text = code.replace(/\n$/, '');
  return (
    <figure className={styles.block}>
      <figcaption className={styles.caption}>
        <span>{language}</span>
        <CopyButton text={text} title="Copy this block" />
      </figcaption>
      <CodeText code={text} language={languageByName(language)} />
    </figure>
  );
}
