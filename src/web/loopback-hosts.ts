/** The loopback addresses a host may listen on. */
export const loopbackHosts = ['127.0.0.1', 'localhost', '::1'] as const;
export type LoopbackHost = (typeof loopbackHosts)[number];
