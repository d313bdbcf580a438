import { config } from 'zod';

/* The page's policy forbids eval. This must run before the first schema is made, so it is the first import. */
config({ jitless: true });
