import type { Output } from '../../../contract/api.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { Pieces } from '../text/Pieces.tsx';
import { lineAccount } from './line-account.ts';
import styles from './problems.module.css';

/** Lines that could not be understood, and how all the others were. */
export function ProblemsTab({ answer: { problems, line_counts, subagents } }: { answer: Output<'session'> }) {
  const nameOf = (file: string): string =>
    file === 'main' ? 'main' : (subagents.find((agent) => agent.agent_id === file)?.description ?? file);
  return (
    <div className={styles.tab}>
      <p className={styles.account}>{lineAccount(line_counts)}</p>
      {problems.length > 0 && (
        <table className={styles.table}>
          <caption className="sr-only">Lines that could not be understood</caption>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col" className={styles.line}>
                Line
              </th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {problems.map((problem, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- one line may have two problems
              <tr key={place}>
                <td>
                  <Pieces text={nameOf(problem.file)} newlines="mark" />
                </td>
                <td className={styles.line}>{problem.line === null ? 'whole file' : formatCount(problem.line)}</td>
                <td>
                  <Pieces text={problem.reason} newlines="mark" />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {line_counts.problems > problems.length && (
        <p className={styles.account}>
          {formatCounted(line_counts.problems - problems.length, 'more line is', 'more lines are')} counted but not
          listed.
        </p>
      )}
    </div>
  );
}
