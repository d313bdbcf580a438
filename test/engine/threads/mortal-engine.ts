import { parentPort } from 'node:worker_threads';

/** The real engine, with a call that ends its thread at once, as a crash of the runtime would. */
parentPort!.on('message', (message: { method?: string }) => {
  if (message?.method === 'die') process.exit(7);
});

await import('../../../src/engine/engine-worker.ts');
