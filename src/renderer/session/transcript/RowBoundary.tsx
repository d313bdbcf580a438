import { Component, type ReactNode } from 'react';
import styles from './transcript.module.css';

interface Props {
  /** What is drawn; a change of it is a new chance. */
  subject: unknown;
  children: ReactNode;
}

interface State {
  hasFailed: boolean;
  subject: unknown;
}

/** Keeps a message that cannot be drawn from taking the others with it. Says nothing of what is in it. */
export class RowBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false, subject: this.props.subject };

  static getDerivedStateFromError(): Partial<State> {
    return { hasFailed: true };
  }

  static getDerivedStateFromProps({ subject }: Props, state: State): Partial<State> | null {
    return subject === state.subject ? null : { hasFailed: false, subject };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <p className={styles.rowNote}>This message could not be drawn.</p>;
  }
}
