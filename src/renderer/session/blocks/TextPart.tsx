import type { Block } from '../../../contract/message.ts';
import { FindArea } from '../find/FindArea.tsx';
import { MarkdownText } from '../markdown/MarkdownText.tsx';
import { output, plain } from '../text/DrawnText.tsx';
import { FoldedText } from '../text/FoldedText.tsx';
import { useMessage } from '../transcript/transcript-context.ts';
import { InjectedText } from './InjectedText.tsx';

/* A pasted page is shown in part; a prompt of usual length never is. */
const promptLines = 24;

/** Something a person or a model wrote, or what a program put between, which is folded and says what it is. */
export function TextPart({ block }: { block: Extract<Block, { type: 'text' }> }) {
  const { role } = useMessage();
  if (block.is_injected)
    return <InjectedText label={block.label ?? 'injected context'} block={block} of={ownText(block)} />;
  return (
    <FindArea {...ownText(block)}>
      {role === 'user' ? (
        <FoldedText {...block} lines={promptLines} look={plain} />
      ) : block.format === 'plain' ? (
        <FoldedText {...block} look={output} />
      ) : (
        <MarkdownText {...block} />
      )}
    </FindArea>
  );
}

const ownText = ({ block_id }: { block_id: string }) => ({ block_id, field: 'text', part: 0 }) as const;
