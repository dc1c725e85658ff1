import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** What jsPDF would load to make sheets of web pages and points of SVG. Sheets are made of drawings here, and code that never runs need not be served. */
const leaveOut = (...names: readonly string[]): Plugin => ({
  name: 'leave-out',
  enforce: 'pre',
  resolveId: (id) => (names.includes(id) ? '\0left-out' : null),
  load: (id) => (id === '\0left-out' ? 'export default undefined;' : null),
});

export default defineConfig({
  root: here('.'),
  base: '/console/',
  plugins: [react(), leaveOut('html2canvas', 'dompurify', 'canvg')],
  build: {
    outDir: '../../dist/console',
    emptyOutDir: true,
    // The content security policy is `default-src 'self'`: nothing may end up as a data: address or an inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: here('index.html'), 'push-worker': here('push-worker/main.ts') },
      // A browser asks for its worker again under the same address, whatever the page is called by then.
      output: { entryFileNames: ({ name }) => (name === 'push-worker' ? 'push-worker.js' : 'assets/[name]-[hash].js') },
    },
  },
  // `npx vite --config apps/console/vite.config.ts` beside a running desk.
  server: { proxy: { '/api': 'http://localhost:3000' } },
});
