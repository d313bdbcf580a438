import { Component, type ErrorInfo, type ReactNode } from 'react';
import type { ApiError } from '../../contract/result.ts';
import controls from './controls.module.css';
import { PartNotLoaded } from './lazy-part.ts';
import styles from './Notice.module.css';
import { Failed } from './Notice.tsx';

interface Props {
  /** What the boundary encloses, as said to the person: "The list of sessions". */
  what: string;
  /** A new value gives the part another try. */
  resetBy?: string;
  children: ReactNode;
}

interface State {
  broken: 'no' | 'mistake' | 'not loaded';
  resetBy: string | undefined;
}

/** Keeps a bug in one part from taking the whole window with it. */
export class Boundary extends Component<Props, State> {
  override state: State = { broken: 'no', resetBy: this.props.resetBy };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { broken: error instanceof PartNotLoaded ? 'not loaded' : 'mistake' };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetBy === state.resetBy ? null : { broken: 'no', resetBy: props.resetBy };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === 'no') return this.props.children;
    return broken === 'not loaded' ? (
      <Failed error={notLoaded(this.props.what)} onAgain={() => location.reload()} />
    ) : (
      <div className={styles.notice} role="alert">
        <p className={styles.title}>{this.props.what} cannot be shown because of a mistake in Rearview.</p>
        <p>The rest of the window goes on working.</p>
        <button type="button" className={controls.button} onClick={() => this.setState({ broken: 'no' })}>
          Show again
        </button>
      </div>
    );
  }
}

/* The page does not ask for such a part twice: only a new page does. It shows the same place. */
const notLoaded = (what: string): ApiError => ({
  code: 'unavailable',
  message: `${what} could not be loaded.`,
  advice: 'See whether Rearview is still running; then try again.',
});
