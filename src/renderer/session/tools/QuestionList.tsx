import type { ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';
import { Pieces } from '../text/Pieces.tsx';
import { answersIn, type AskedQuestion, isChosen, ownWords, questionsIn } from './questions-in.ts';
import styles from './questions.module.css';

interface Props {
  call: ToolCallBlock;
  result: ToolResultBlock | null;
}

/** What an agent asked, what could be chosen, and what the person said. */
export function QuestionList({ call, result }: Props) {
  const questions = questionsIn(call.input) ?? [];
  const answers = result && !result.is_error ? answersIn(result.text, questions) : [];
  return (
    <ol className={styles.questions}>
      {questions.map((question, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- one question may be asked twice
        <li key={place}>
          <p className={styles.question}>
            {question.header !== null && (
              <span className={styles.header}>
                <Pieces text={question.header} newlines="mark" />
              </span>
            )}
            <Pieces text={question.question} newlines="keep" />
          </p>
          <Answer question={question} answer={answers[place] ?? null} />
        </li>
      ))}
    </ol>
  );
}

function Answer({ question, answer }: { question: AskedQuestion; answer: string | null }) {
  const own = ownWords(answer, question);
  return (
    <>
      <ul className={styles.options} aria-label="Options">
        {question.options.map((option, place) => {
          const chosen = isChosen(option.label, answer, question);
          return (
            // oxlint-disable-next-line react/no-array-index-key -- two options may have the same name
            <li key={place} data-chosen={chosen}>
              <span className={styles.mark} aria-hidden="true" />
              <span>
                <b>
                  <Pieces text={option.label} newlines="mark" />
                </b>
                {chosen && <span className="sr-only"> (chosen)</span>}
                {option.description !== null && (
                  <span className={styles.description}>
                    <Pieces text={option.description} newlines="mark" />
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ul>
      {own !== null && (
        <p className={styles.own}>
          <span>In own words</span>
          <Pieces text={own} newlines="keep" />
        </p>
      )}
    </>
  );
}
