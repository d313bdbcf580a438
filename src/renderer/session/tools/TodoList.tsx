import type { TodoItem } from '../../../contract/message.ts';
import { Pieces } from '../text/Pieces.tsx';
import styles from './tools.module.css';

const words = { pending: 'to do', in_progress: 'in progress', completed: 'done', cancelled: 'cancelled' };

/** A list of things to do, and how far it has got. */
export function TodoList({ todos }: { todos: readonly TodoItem[] }) {
  const done = todos.filter((todo) => todo.status === 'completed').length;
  return (
    <div className={styles.todos}>
      <div className={styles.progress}>
        <progress max={Math.max(todos.length, 1)} value={done} aria-label="Progress" />
        {done} of {todos.length} done
      </div>
      <ul>
        {todos.map((todo, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- two items may have the same text
          <li key={place} className={styles[todo.status]}>
            <span className={styles.tick} role="img" aria-label={words[todo.status]} title={words[todo.status]} />
            <span>
              <Pieces text={todo.text} newlines="mark" />
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
