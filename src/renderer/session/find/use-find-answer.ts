import type { FindAnswer } from '../../../contract/find.ts';
import type { ApiError } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { lastValue, touches, useAnswer } from '../../store/loadable.ts';

export interface FindProgress {
  answer: FindAnswer | null;
  error: ApiError | null;
}

interface SessionName {
  source: string;
  session_id: string;
}

/** Every place of a session where a text stands: within about a second what was found until then, later all. */
export function useFindAnswer({ source, session_id }: SessionName, q: string): FindProgress {
  const session = { source, session_id };
  const key = JSON.stringify([source, session_id, q]);
  const some = useAnswer(
    q === '' ? null : `find some ${key}`,
    () => api.find({ ...session, q, wait: 'some' }),
    touches(session),
  );
  const first = lastValue(some);
  const isAllWanted = q !== '' && first !== null && !first.is_complete;
  const all = useAnswer(isAllWanted ? `find all ${key}` : null, () => api.find({ ...session, q }), touches(session));
  const failed = [some, all].find((each) => each.state === 'failed');
  return { answer: lastValue(all) ?? first, error: failed?.state === 'failed' ? failed.error : null };
}
