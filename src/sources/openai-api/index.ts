import type { Source } from '../source.ts';

/** OpenAI API traces that the person owns locally. None is ever looked for unless a path is given. */
export const openaiApi: Source = {
  id: 'openai_api',
  label: 'OpenAI API',
  route: 'openai',
  reader_version: 0,
  roots: ({ env }) => {
    const path = env['OPENAI_TRACES_PATH'];
    return { paths: path ? [path] : [], override: path ? 'OPENAI_TRACES_PATH' : null };
  },
  root_variables: ['OPENAI_TRACES_PATH'],
  absence: (plan) =>
    plan.override
      ? {
          status: 'unsupported',
          reason: 'This version of Rearview does not read API traces yet.',
          hint: 'Nothing to do: they will appear here with a later version.',
        }
      : {
          status: 'not_configured',
          reason: 'No folder of API traces is configured.',
          hint: 'Set OPENAI_TRACES_PATH to a folder of traces that you own: gateway logs, stored responses, exports.',
        },
  discover: async () => ({ files: [], sidecars: [], remarks: [] }),
  reader: () => ({ read: () => [], state: () => null }),
};
