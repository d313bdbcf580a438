import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { fakeApi } from './test/helpers/fake-host.ts';

/** The page in a browser with made-up data, for work on the screens: `npm run dev:web`, then `/?mood=empty` and so on. */
export default defineConfig({
  root: 'src/renderer',
  plugins: [react(), serveMadeUpData()],
  server: { host: '127.0.0.1', port: 5199 },
  /* The page's policy allows no `data:` address, so nothing may be put into one. */
  build: { outDir: '../../out/web-preview', emptyOutDir: true, assetsInlineLimit: 0 },
});

function serveMadeUpData(): Plugin {
  const api = fakeApi();
  return {
    name: 'made-up-data',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        if (!api(request, response)) next();
      });
    },
  };
}
