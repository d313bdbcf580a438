import { claudeCode } from './claude-code/index.ts';
import { codexCli } from './codex-cli/index.ts';
import { openaiApi } from './openai-api/index.ts';
import type { Source } from './source.ts';

/** Every source the app knows, in the order of their cards. */
export const sources: readonly Source[] = [claudeCode, codexCli, openaiApi];
