import { Component, type ErrorInfo, type ReactNode } from 'react';
import controls from './controls.module.css';
import styles from './Notice.module.css';

interface Props {
  /** What the boundary encloses, as said to the person: "The list of sessions". */
  what: string;
  /** A new value gives the part another try. */
  resetBy?: string;
  children: ReactNode;
}

interface State {
  isBroken: boolean;
  resetBy: string | undefined;
}

/** Keeps a bug in one part from taking the whole window with it. */
export class Boundary extends Component<Props, State> {
  override state: State = { isBroken: false, resetBy: this.props.resetBy };

  static getDerivedStateFromError(): Partial<State> {
    return { isBroken: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetBy === state.resetBy ? null : { isBroken: false, resetBy: props.resetBy };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div className={styles.notice} role="alert">
        <p className={styles.title}>{this.props.what} cannot be shown because of a mistake in Rearview.</p>
        <p>The rest of the window goes on working.</p>
        <button type="button" className={controls.button} onClick={() => this.setState({ isBroken: false })}>
          Show again
        </button>
      </div>
    );
  }
}
