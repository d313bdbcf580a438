import type { Command } from '../command.ts';
import { call } from './call.ts';
import { exportSession } from './export.ts';
import { list } from './list.ts';
import { redact } from './redact.ts';
import { scan } from './scan.ts';
import { search } from './search.ts';
import { serve } from './serve.ts';
import { show } from './show.ts';
import { sources } from './sources.ts';
import { stats } from './stats.ts';

/** Every command, in the order of `--help`. */
export const commands: readonly Command[] = [
  serve,
  sources,
  list,
  show,
  search,
  stats,
  exportSession,
  scan,
  redact,
  call,
];
