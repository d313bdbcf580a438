import type { SessionCourse } from '../../../contract/session.ts';
import { Pieces } from '../text/Pieces.tsx';
import { approvalWords, compactionWords, errorWords, policyWords, turnWords } from './course-words.ts';
import { Detail } from './Detail.tsx';
import styles from './header.module.css';

/** How the session went, as far as the agent logs it. */
export function CourseDetails({ course }: { course: SessionCourse }) {
  const { compactions, hook_run_count } = course;
  return (
    <dl>
      <Detail name="Turns" text={turnWords(course)} absent="not recorded" />
      <Detail name="Rules" text={policyWords(course)} absent="not recorded" />
      <Detail name="Approvals" text={approvalWords(course)} absent="none recorded" />
      <Detail name="Hooks" text={hook_run_count === 0 ? null : String(hook_run_count)} absent="none recorded" />
      <Detail name="API errors" text={errorWords(course)} absent="none recorded" />
      {compactions.length > 0 && (
        <div>
          <dt>Compactions</dt>
          <dd>
            <ol className={styles.compactions}>
              {compactions.map((compaction, place) => (
                // oxlint-disable-next-line react/no-array-index-key -- in the order of time; nothing else tells them apart
                <li key={place}>
                  <Pieces text={compactionWords(compaction)} newlines="mark" />
                </li>
              ))}
            </ol>
          </dd>
        </div>
      )}
    </dl>
  );
}
