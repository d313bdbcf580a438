import type { Output } from '../../../contract/api.ts';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Pieces } from '../text/Pieces.tsx';
import styles from './header.module.css';

const shells = { posix: 'shell', powershell: 'PowerShell', cmd: 'cmd' };

/** The command that goes on with the session, for each shell, to be copied. */
export function ResumeLines({ lines }: { lines: Output<'session'>['resume_lines'] }) {
  return lines.map(({ shell, line }) => (
    <div key={shell} className={styles.resume}>
      <dt>Resume in {shells[shell]}</dt>
      <dd>
        <code>
          <Pieces text={line} newlines="mark" />
        </code>{' '}
        <CopyButton text={line} title={`Copy the command that resumes this session in ${shells[shell]}`} />
      </dd>
    </div>
  ));
}
