import { type KeyboardEvent, useEffect, useRef } from 'react';
import { plainText } from '../../format/visible-text.ts';
import { useKeys } from '../../keys/keys.ts';
import controls from '../../parts/controls.module.css';
import { Icon } from '../../parts/Icon.tsx';
import { TypedBox } from '../../parts/TypedBox.tsx';
import { currentPlace, go, type SessionPlace } from '../../store/place.ts';
import { showThread } from '../transcript/message-link.ts';
import { closeFind, forgetFound, openFind, putFound, stepFound, useFind } from './find-store.ts';
import { countWords, remarksOn } from './find-words.ts';
import styles from './find.module.css';
import { useFindAnswer } from './use-find-answer.ts';

interface Props {
  source: string;
  session_id: string;
  /** The words of the address. */
  words: string;
  /** Whether messages are shown; the bar stands over them. */
  isShown: boolean;
}

/** The keys of finding, and the bar while it is open. */
export function Find(props: Props) {
  const isOpen = useFind((find) => find.is_open) || props.words !== '';
  useKeys('Session', [
    { keys: 'Mod+f', about: 'Find in this session', run: () => show(), inFields: true },
    { keys: 'F3', about: 'Next place found', run: () => (isOpen ? stepFound(1) : show()), inFields: true },
    { keys: 'Shift+F3', about: 'Previous place found', run: () => stepFound(-1), inFields: true },
  ]);
  useEffect(() => closeFind, []);
  return isOpen && props.isShown && <FindBar {...props} />;
}

/** Opens the bar over the messages, whichever tab is shown. */
function show(): void {
  openFind();
  lookFor({ tab: 'transcript' });
}

function FindBar({ source, session_id, words }: Props) {
  const box = useRef<HTMLInputElement>(null);
  const wish = useFind((find) => find.focus_wish);
  const current = useFind((find) => find.current);
  const { answer, error } = useFindAnswer({ source, session_id }, words);
  useEffect(() => {
    if (wish > 0) box.current?.select();
  }, [wish]);
  useEffect(() => {
    const place = currentPlace();
    if (words === '') forgetFound();
    else if (answer && place.screen === 'session')
      putFound(words, answer.places, { agent_id: place.agent, index: place.m ?? 0 });
  }, [words, answer]);
  const steps = useFind((find) => find.steps);
  useEffect(() => {
    const place = currentPlace();
    const { current: wanted, reached } = useFind.getState();
    if (!wanted || steps === reached || place.screen !== 'session' || place.agent === wanted.agent_id) return;
    showThread(wanted.agent_id, wanted.index);
  }, [steps]);
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') stepFound(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  };
  return (
    <search className={styles.bar} aria-label="Find in this session" onKeyDown={press}>
      <TypedBox
        ref={box}
        className={styles.box}
        aria-label="Find in this session"
        placeholder="Find in this session"
        maxLength={1000}
        value={words}
        onValue={(find) => lookFor({ find })}
      />
      <span className={styles.count} role="status">
        {error ? error.message : words === '' ? '' : answer ? countWords(answer, current) : 'Looking …'}
      </span>
      <Step icon="up" label="Previous place" title="Previous place (Shift+Enter)" onStep={() => stepFound(-1)} />
      <Step icon="down" label="Next place" title="Next place (Enter)" onStep={() => stepFound(1)} />
      <button type="button" className={controls.quiet} aria-label="Close find" title="Close (Esc)" onClick={close}>
        <Icon name="close" />
      </button>
      {answer && words !== '' && (
        <ul className={styles.remarks}>
          {remarksOn(answer).map(({ words: remark, more }) => (
            <li key={remark} title={plainText(more)}>
              {remark}
              <span className="sr-only"> ({plainText(more)})</span>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}

function Step({ icon, label, title, onStep }: { icon: 'up' | 'down'; label: string; title: string; onStep(): void }) {
  const isEmpty = useFind((find) => find.places.length === 0);
  return (
    <button
      type="button"
      className={controls.quiet}
      aria-label={label}
      title={title}
      disabled={isEmpty}
      onClick={onStep}
    >
      <Icon name="down" className={icon === 'up' ? styles.up : undefined} />
    </button>
  );
}

/** The focus goes to the message that was found last. */
function close(): void {
  const { current } = useFind.getState();
  closeFind();
  lookFor({ find: '' });
  if (current)
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>(`[role=feed] [data-place="${current.index}"]`)
        ?.focus({ preventScroll: true }),
    );
}

function lookFor(change: Partial<Pick<SessionPlace, 'find' | 'tab'>>): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, ...change }, { replace: true });
}
