import type { Session } from '../../contract/session.ts';

/** Whether the log of a session tells of any tokens. Where it does not, none is not known to have been used. */
export const hasUsage = ({ tokens, cost_usd }: Pick<Session, 'tokens' | 'cost_usd'>): boolean =>
  tokens.total > 0 || cost_usd !== null;
