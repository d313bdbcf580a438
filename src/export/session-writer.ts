import type { ExportChoice, HiddenByRule } from '../contract/export.ts';
import type { Message } from '../contract/message.ts';
import type { Session, Subagent } from '../contract/session.ts';
import type { RedactionLevel } from '../contract/settings.ts';

/** What stands at the beginning of a file. Every text in it has been redacted for this file. */
export interface ExportHead {
  session: Session;
  subagents: Subagent[];
  level: RedactionLevel;
  rules_version: string;
  /** Version of Rearview. */
  version: string;
  exported_at: string;
  choice: Pick<ExportChoice, 'tool_output' | 'with_reasoning' | 'with_injected'>;
}

/** A thread of messages that follows: the main one, or that of a subagent. */
export interface ExportThread {
  agent_id: string | null;
  /** Null for the main thread. */
  subagent: Subagent | null;
  /** Why there are no messages of it; null when there are. */
  problem: string | null;
}

/** What stands at the end of a file. */
export interface ExportFoot {
  message_count: number;
  hidden: Pick<HiddenByRule, 'rule' | 'count'>[];
}

/** Writes a session down in one format, piece by piece and in this order; the pieces in a row are the file. */
export interface SessionWriter {
  begin(head: ExportHead): string;
  /** Called before the messages of each thread. */
  thread(thread: ExportThread): string;
  message(message: Message): string;
  end(foot: ExportFoot): string;
}

/** Said in every file that people read. */
export const leftOut = 'Images and outputs that were moved to files of their own are not part of this file.';

export const levelWords: Record<RedactionLevel, string> = {
  secrets: 'secrets are hidden',
  private: 'secrets and what names the person and the machine are hidden',
  strict: 'secrets, what names the person and the machine, and whatever might be sensitive are hidden',
};
