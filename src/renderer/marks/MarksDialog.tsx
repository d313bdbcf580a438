import { type FormEvent, useState } from 'react';
import { Tag } from '../../contract/marks.ts';
import type { Session } from '../../contract/session.ts';
import { formatCounted } from '../format/numbers.ts';
import controls from '../parts/controls.module.css';
import { Icon } from '../parts/Icon.tsx';
import { Modal } from '../parts/Modal.tsx';
import { type MarksChange, putMarks, tagsIn, useMarks } from './marks.ts';
import styles from './marks.module.css';

interface Props {
  /** One session, or several that are to have the same tags. */
  sessions: readonly Session[];
  onClose(): void;
}

/** Own title, tags, note, and whether lists leave the session out. Of several sessions: tags that all of them are to have. */
export function MarksDialog({ sessions, onClose }: Props) {
  const [only] = sessions.length === 1 ? sessions : [];
  const own = only?.marks;
  const [title, setTitle] = useState(own?.title ?? '');
  const [note, setNote] = useState(own?.note ?? '');
  const [tags, setTags] = useState<readonly string[]>(own?.tags ?? []);
  const [isHidden, setIsHidden] = useState(own?.is_hidden ?? false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const changes = sessions.map((session): [Session, MarksChange] => [
      session,
      only
        ? { title: title.trim() || null, note: note.trim() || null, tags: [...tags], is_hidden: isHidden }
        : { tags: [...new Set([...(session.marks?.tags ?? []), ...tags])].slice(0, 20) },
    ]);
    const errors = await Promise.all(changes.map(([session, change]) => putMarks(session, change)));
    const error = errors.find((each) => each !== null);
    if (error) setProblem(error.message);
    else onClose();
  };
  const name = only ? 'Marks of this session' : `Tags for ${formatCounted(sessions.length, 'session')}`;
  return (
    <Modal label={name} onClose={onClose} className={styles.dialog}>
      <form onSubmit={(event) => void save(event)} className={styles.form}>
        <h2>{name}</h2>
        <p className={styles.note}>
          Kept in Rearview’s own data on this machine; the agent’s files are not touched. Do not write secrets here.
        </p>
        {only && (
          <label className={styles.label}>
            Own title
            <input
              className={controls.field}
              maxLength={300}
              placeholder="Leave empty for the agent’s title"
              value={title}
              onChange={(event) => setTitle(event.target.value)}
            />
          </label>
        )}
        <Tags tags={tags} onTags={setTags} />
        {only && (
          <>
            <label className={styles.label}>
              Note
              <textarea
                className={styles.text}
                rows={5}
                maxLength={5000}
                value={note}
                onChange={(event) => setNote(event.target.value)}
              />
            </label>
            <label className={styles.check}>
              <input type="checkbox" checked={isHidden} onChange={(event) => setIsHidden(event.target.checked)} />
              Leave it out of lists; <code>is:hidden</code> finds it, and figures go on counting it
            </label>
          </>
        )}
        {problem !== null && (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        )}
        <div className={styles.answers}>
          <button type="button" className={controls.button} onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className={controls.button}>
            Save
          </button>
        </div>
      </form>
    </Modal>
  );
}

function Tags({ tags, onTags }: { tags: readonly string[]; onTags(tags: string[]): void }) {
  const [typed, setTyped] = useState('');
  const known = tagsIn(useMarks())
    .map(({ tag }) => tag)
    .filter((tag) => !tags.includes(tag));
  const add = (text: string) => {
    const tag = Tag.safeParse(text);
    if (!tag.success) return;
    onTags([...new Set([...tags, tag.data])].slice(0, 20));
    setTyped('');
  };
  return (
    <div className={styles.label}>
      <span id="tags-name">Tags</span>
      {tags.length > 0 && (
        <ul className={styles.tags} aria-labelledby="tags-name">
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              {tag}
              <button
                type="button"
                aria-label={`Remove the tag ${tag}`}
                onClick={() => onTags(tags.filter((each) => each !== tag))}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <input
        className={controls.field}
        aria-label="New tag"
        list="known-tags"
        maxLength={40}
        placeholder="A word, then Enter"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || typed.trim() === '') return;
          event.preventDefault();
          add(typed);
        }}
      />
      <datalist id="known-tags">
        {known.map((tag) => (
          <option key={tag} value={tag} />
        ))}
      </datalist>
    </div>
  );
}
