import { useState } from 'react';
import type { Output } from '../../../contract/api.ts';
import { lastPart } from '../../format/paths.ts';
import { plainText } from '../../format/visible-text.ts';
import { MarkActions } from '../../marks/MarkActions.tsx';
import { OwnMarks } from '../../marks/OwnMarks.tsx';
import { SourceMark } from '../../parts/SourceMark.tsx';
import { ExportAction } from '../export/ExportAction.tsx';
import buttons from '../parts/buttons.module.css';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { messageLink } from '../transcript/message-link.ts';
import { GoneLine } from './GoneLine.tsx';
import styles from './header.module.css';
import { Lineage } from './Lineage.tsx';
import { type Fact, otherEntries, sessionFacts, withEntries } from './session-facts.ts';
import { SessionDetails } from './SessionDetails.tsx';

interface Props {
  answer: Output<'session'>;
  /** The kinds of its entries, once they are known. */
  kinds: string | null;
}

/** What a session was, in three lines; the rest on demand. */
export function SessionHeader({ answer, kinds }: Props) {
  const { session, resume_command } = answer;
  const [open, setOpen] = useState(false);
  const facts = withEntries(sessionFacts(session), kinds === null ? null : otherEntries(session, kinds));
  const thread = { source: session.source, session_id: session.session_id, agent_id: null };
  return (
    <header className={styles.header}>
      <div className={styles.titleLine}>
        <SourceMark source={session.source} label={session.provider_label} />
        <h1 title={plainText(session.title)}>
          <Pieces text={session.title} newlines="mark" />
        </h1>
        {session.is_active && <span className={styles.live}>live</span>}
        <span className={styles.actions}>
          <MarkActions session={session} />
          {!session.is_gone && <ExportAction key={`${session.source} ${session.session_id}`} session={session} />}
          {resume_command !== null && !session.is_gone && (
            <CopyButton text={resume_command} label="Copy resume command" title={plainText(resume_command)} />
          )}
          <CopyButton text={() => messageLink(thread, null)} label="Copy link" title="Copy a link to this session" />
          <button type="button" className={buttons.small} aria-expanded={open} onClick={() => setOpen(!open)}>
            Details
          </button>
        </span>
      </div>
      <Chips session={session} />
      <OwnMarks session={session} />
      <Lineage answer={answer} />
      {session.is_gone && <GoneLine session={session} />}
      <ul className={styles.facts}>
        {facts.map((fact) => (
          <FactItem key={fact.name} fact={fact} />
        ))}
      </ul>
      {open && <SessionDetails answer={answer} />}
    </header>
  );
}

function FactItem({ fact }: { fact: Fact }) {
  return (
    <li className={styles[fact.tone]} title={fact.more ?? undefined}>
      {fact.words}
      {fact.more !== null && <span className="sr-only"> ({fact.more})</span>}
    </li>
  );
}

function Chips({ session }: Pick<Output<'session'>, 'session'>) {
  const project = session.project_dir ?? session.cwd;
  return (
    <ul className={styles.chips} aria-label="About this session">
      <Chip name="Source" text={session.provider_label} />
      {project !== null && <Chip name="Project" text={lastPart(project)} more={project} />}
      {session.git_branch !== null && <Chip name="Branch" text={session.git_branch} />}
      {session.models.map((model) => (
        <Chip key={model} name="Model" text={model} />
      ))}
      {session.versions.length > 0 && (
        <Chip name="Version" text={rangeOf(session.versions)} more={session.versions.join(', ')} />
      )}
      {session.entrypoints.map((entrypoint) => (
        <Chip key={entrypoint} name="Started from" text={entrypoint} />
      ))}
    </ul>
  );
}

function Chip({ name, text, more = text }: { name: string; text: string; more?: string }) {
  return (
    <li className={styles.chip} title={`${name}: ${plainText(more)}`}>
      <span className="sr-only">{name}: </span>
      <Pieces text={text} newlines="mark" />
    </li>
  );
}

/** One version as it is, several as first and last. */
function rangeOf(versions: readonly string[]): string {
  const [first = '', last = first] = [versions[0], versions.at(-1)];
  return first === last ? first : `${first} – ${last}`;
}
