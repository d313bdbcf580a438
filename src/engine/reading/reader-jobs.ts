import type { Message, Outline } from '../../contract/message.ts';
import type { FoundEntry } from '../../files/files.ts';
import type { SessionFile } from '../../sources/source.ts';
import type { Hiding } from '../hiding.ts';
import type { ExportedStretch, ExportJob, ExportWordsJob } from './export-job.ts';
import type { FindJob, FoundInFile } from '../find/find-job.ts';
import type { CatalogJob, ReadPart } from './catalog-job.ts';
import type { RawRecords, RawWish } from './raw-job.ts';
import type { FoundTouch, WholeStep } from './files-job.ts';
import type { AgentLink } from './outline.ts';
export type { AgentLink };
import type { Indexed, IndexJob } from '../text/index-file.ts';
import type { Snippet, SnippetJob } from '../text/snippet-job.ts';
import type { ReadTimeline } from './timeline-columns.ts';
import type { ReadContext } from './timeline-context.ts';

/** What a reader thread is started with. */
export interface ReaderSettings extends Hiding {
  /** The part of the text index that this thread writes; null for a thread that writes none. */
  text_store: { path: string; catalog_id: string } | null;
}

/** A part of a session to be looked at: the file, and the thread in it. */
interface InThread {
  source: string;
  file: SessionFile;
  agent_id: string | null;
}

/** What the engine asks a reader thread to do. Each job is one file. */
export type ReaderJob =
  | CatalogJob
  | ({ kind: 'outline' | 'timeline' | 'context' } & InThread)
  | ({ kind: 'page'; offset: number; limit: number } & InThread)
  | ({ kind: 'text'; block_id: string; offset: number; limit: number } & InThread)
  | ({ kind: 'image'; block_id: string } & InThread)
  | FindJob
  | ExportJob
  | ExportWordsJob
  | ({ kind: 'raw'; wish: RawWish } & InThread)
  | { kind: 'files'; source: string; file: SessionFile }
  /** `path` as `files` tells it. */
  | { kind: 'history'; source: string; file: SessionFile; path: string }
  | IndexJob
  /** Makes what every job needs, so that the first one does not wait for it. */
  | { kind: 'get_ready' }
  | { kind: 'commit' }
  /** Looks whether the catalog at this path hangs together. */
  | { kind: 'check'; path: string }
  /** Takes the words of files out of the index. */
  | { kind: 'forget'; file_ids: number[] }
  | SnippetJob
  | { kind: 'sidecars'; source: string; entries: FoundEntry[] };

/** What a file beside sessions says, redacted: nothing, or something about one session or about several. */
export interface ReadSidecar {
  entry: FoundEntry;
  said: SidecarWords[];
}

export interface SidecarWords {
  /** Null when the file's place says which session is meant. */
  session_id: string | null;
  original_path: string | null;
  title: string | null;
  live: { session_id: string; pid: number; started: string | null } | null;
  agent: {
    type: string | null;
    description: string | null;
    call_id: string | null;
    parent_agent_id: string | null;
  } | null;
}

/** Why a file cannot be read; whether it is not there any more. */
export interface Refusal {
  reason: string;
  is_gone: boolean;
}

/** What each kind of job is answered with. Null: there is no such block any more. */
export interface ReaderAnswers {
  catalog: { reason: string | null };
  outline: { outline: Outline; agents: AgentLink[]; copies: number } | Refusal;
  timeline: ReadTimeline | Refusal;
  context: ReadContext | Refusal;
  /** `keys`: for each message of an API call its key, in order; null for others. */
  page: { messages: Message[]; total: number; calls: (PageCall | null)[] } | Refusal;
  text: { text: string; text_length: number } | Refusal | null;
  image: { media_type: string; base64: string } | Refusal | null;
  find: FoundInFile | Refusal;
  export: ExportedStretch | Refusal;
  exportWords: { words: unknown } | Refusal;
  raw: RawRecords | Refusal | null;
  files: { touches: FoundTouch[] } | Refusal;
  history: { steps: WholeStep[] } | Refusal;
  index: Indexed | Refusal;
  get_ready: null;
  commit: null;
  check: { is_sound: boolean };
  forget: null;
  snippets: { snippets: (Snippet | null)[] } | Refusal;
  sidecars: ReadSidecar[];
}

/** The usage of the call that wrote a message, for the engine to price. */
export interface PageCall {
  call_key: string;
}

export interface JobRequest {
  id: number;
  job: ReaderJob;
  /** One number, shared: how many parts of the answer have been taken. The reader does not run far ahead of it. */
  taken: SharedArrayBuffer;
}

export type JobReply =
  | { id: number; part: ReadPart }
  | { id: number; isAlive: true }
  | { id: number; done: ReaderAnswers[ReaderJob['kind']] }
  /** `is_damage`: the text index that the thread writes is broken. */
  | { id: number; threw: string; is_damage?: boolean };
