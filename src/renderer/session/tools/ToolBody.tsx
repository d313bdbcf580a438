import { useMemo } from 'react';
import type { ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';
import { InjectedText } from '../blocks/InjectedText.tsx';
import { FindArea } from '../find/FindArea.tsx';
import { ImageView } from '../image/ImageView.tsx';
import { MarkdownText } from '../markdown/MarkdownText.tsx';
import { LinkText } from '../link/LinkText.tsx';
import { FoldButton } from '../parts/FoldButton.tsx';
import { command, json, output } from '../text/DrawnText.tsx';
import { indentJson } from '../text/indent-json.ts';
import { FoldedText } from '../text/FoldedText.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { previewOf } from '../text/preview.ts';
import { useFold, useIsWanted } from '../transcript/transcript-context.ts';
import type { BodySections } from './body-sections.ts';
import { ChangedFile } from './ChangedFile.tsx';
import { MovedOutput } from './MovedOutput.tsx';
import { PlanText } from './PlanText.tsx';
import { QuestionList } from './QuestionList.tsx';
import { TodoList } from './TodoList.tsx';
import styles from './tools.module.css';
import web from './web.module.css';
import { isAddress, webFindings } from './web-findings.ts';
import { WebResult } from './WebResult.tsx';

interface Props {
  call: ToolCallBlock | null;
  result: ToolResultBlock | null;
  sections: BodySections;
}

/** What a call was given and what came of it. */
export function ToolBody({ call, result, sections }: Props) {
  const { input, changes } = sections;
  const id = call?.block_id ?? '';
  return (
    <div className={styles.body}>
      {call && (
        <FindArea block_id={id} field="input">
          {sections.command && <Command id={id} text={sections.command} />}
          {sections.has_plan && <PlanText call={call} />}
          {sections.has_questions && <QuestionList call={call} result={result} />}
          {call.kind === 'web' && isAddress(call.subject) && (
            <div className={web.address}>
              <LinkText href={call.subject} label={call.subject}>
                <Pieces text={call.subject} newlines="mark" />
              </LinkText>
            </div>
          )}
          {input && <Input call={call} isShown={input === 'shown'} />}
        </FindArea>
      )}
      {changes.map((change, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a call may change one file twice
        <ChangedFile
          key={place}
          change={change}
          id={`${id} ${place}`}
          of={{ block_id: sections.changes_id, part: place }}
          isOnly={changes.length === 1}
        />
      ))}
      {call?.todos && (
        <FindArea block_id={id} field="input">
          <TodoList todos={call.todos} />
        </FindArea>
      )}
      {result && sections.has_result && (
        <FindArea block_id={result.block_id} field="text">
          <Result call={call} result={result} />
        </FindArea>
      )}
      {result && sections.has_extras && <Extras result={result} />}
    </div>
  );
}

function Command({ id, text }: { id: string; text: string }) {
  return (
    <div>
      <FoldedText block_id={`${id} command`} text={text} text_length={text.length} look={command} />
    </div>
  );
}

/** The input as the tool got it: its beginning on one line, all of it on demand. */
function Input({ call, isShown }: { call: ToolCallBlock; isShown: boolean }) {
  const [open, setOpen] = useFold(`${call.block_id} input`, isShown);
  return (
    <div>
      <div className={styles.fold}>
        <FoldButton open={open} onChange={setOpen}>
          <span>Input</span>
          {!open && (
            <code className={styles.preview}>
              <Pieces text={previewOf(call.input)} newlines="mark" />
            </code>
          )}
        </FoldButton>
      </div>
      {open && <FoldedText block_id={call.block_id} text={call.input} text_length={call.input_length} look={json} />}
    </div>
  );
}

/** Output as it came; the answer of a subagent as what a model wrote, and of a search as the pages it found. */
function Result({ call, result }: { call: ToolCallBlock | null; result: ToolResultBlock }) {
  /* What is found in it is marked in the text as it came. */
  const isWanted = useIsWanted(result.block_id, 'text');
  if (call?.kind === 'agent' && !result.is_error) {
    return (
      <div className={styles.answer}>
        <MarkdownText {...result} />
      </div>
    );
  }
  if (!isWanted && call?.kind === 'web' && !result.is_error && (isAddress(call.subject) || webFindings(result.text)))
    return <WebResult result={result} />;
  return <div>{isWanted ? <FoldedText {...result} look={output} /> : <Output result={result} />}</div>;
}

/** Text as it came; JSON on a single line is laid out. */
function Output({ result }: { result: ToolResultBlock }) {
  const { block_id, text, text_length } = result;
  const laidOut = useMemo(() => (text.length === text_length ? indentJson(text) : null), [text, text_length]);
  if (laidOut === null) return <FoldedText {...result} look={output} />;
  return <FoldedText block_id={block_id} text={laidOut} text_length={laidOut.length} look={json} />;
}

function Extras({ result }: { result: ToolResultBlock }) {
  return (
    <>
      {result.moved_output && <MovedOutput moved={result.moved_output} />}
      {result.images.map((image) => (
        <div key={image.block_id} className={styles.images}>
          <ImageView {...image} absent_reason={null} />
        </div>
      ))}
      {result.injected.map(({ label, text }, place) => {
        const block = { block_id: `${result.block_id} injected ${place}`, text, text_length: text.length };
        return (
          <div key={block.block_id} className={styles.fold}>
            <InjectedText
              label={label}
              block={block}
              of={{ block_id: result.block_id, field: 'injected', part: place }}
            />
          </div>
        );
      })}
    </>
  );
}
