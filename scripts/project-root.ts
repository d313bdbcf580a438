import { fileURLToPath } from 'node:url';

/** The folder of the checkout. */
export const projectRoot = fileURLToPath(new URL('../', import.meta.url));
